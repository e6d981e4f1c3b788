#include "embedding_length.hpp"

#include "casebook/embedding.hpp"

namespace casebook {

std::string EmbeddingLength::fault_of(const CaseReport& report) {
    if (report.embedding.empty()) return {};
    if (std::string fault = embedding_fault(report.embedding); !fault.empty()) return fault;
    if (length_ == 0) length_ = report.embedding.size();
    if (report.embedding.size() == length_) return {};
    return "its embedding has " + std::to_string(report.embedding.size()) +
           " numbers, those of this index have " + std::to_string(length_);
}

}  // namespace casebook
