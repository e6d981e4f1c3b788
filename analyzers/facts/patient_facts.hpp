#pragma once

#include "facts/report_reading.hpp"

namespace casebook {

/// What a report tells of the persons, or animals, that it reports.
struct PatientReading {
    std::vector<PatientFact> patients;
    bool is_animal = false;
};

[[nodiscard]] PatientReading find_patients(const ReportReading& reading);

}  // namespace casebook
