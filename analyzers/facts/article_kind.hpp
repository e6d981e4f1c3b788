#pragma once

#include <string>
#include <string_view>

#include "facts/report_reading.hpp"

namespace casebook {

/// The article type by the titles and by what the sections are; empty if nothing tells it.
[[nodiscard]] std::string told_article_type(const ReportReading& reading);

/// Whether an article of that type tells of no patient of its own.
[[nodiscard]] bool tells_of_no_one(std::string_view article_type);

}  // namespace casebook
