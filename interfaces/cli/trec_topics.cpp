#include "trec_topics.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <unordered_set>

#include "casebook/error.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kShown = 20;

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// What is wrong with `topic`, read from a line that had a tab or had none; empty if nothing is.
std::string_view find_fault(const Topic& topic, bool has_tab, bool is_new) {
    if (!has_tab) {
        return "no tab between id and query";
    }
    if (topic.id.empty()) {
        return "no id before the tab";
    }
    return is_new ? "" : "an id that stood before";
}

[[noreturn]] void throw_faults(const std::vector<std::string>& faults) {
    std::string message;
    for (std::size_t at = 0; at < faults.size() && at < kShown; ++at) {
        message += (at == 0 ? "" : "; ") + faults[at];
    }
    if (faults.size() > kShown) {
        message += "; and " + std::to_string(faults.size() - kShown) + " more";
    }
    throw Error(ErrorCode::invalid_argument, message);
}

}  // namespace

std::vector<Topic> parse_topics(std::istream& lines, std::string_view source) {
    std::vector<Topic> topics;
    std::vector<std::string> faults;
    std::unordered_set<std::string> ids;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (number == 1 && line.starts_with("\xef\xbb\xbf")) {
            line.erase(0, 3);
        }
        if (is_blank(line)) {
            continue;
        }
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        const auto tab = line.find('\t');
        const bool has_tab = tab != std::string::npos;
        Topic topic{line.substr(0, tab), has_tab ? line.substr(tab + 1) : std::string()};
        const bool is_new = ids.insert(topic.id).second;
        if (const auto fault = find_fault(topic, has_tab, is_new); !fault.empty()) {
            faults.push_back(std::string(source) + ":" + std::to_string(number) + ": " +
                             std::string(fault));
        }
        topics.push_back(std::move(topic));
    }
    if (!faults.empty()) {
        throw_faults(faults);
    }
    return topics;
}

std::vector<Topic> read_topics(const std::string& file) {
    if (file == "-") {
        return parse_topics(std::cin, "standard input");
    }
    std::ifstream lines(file, std::ios::binary);
    if (!lines || lines.peek() == std::ifstream::traits_type::eof()) {
        if (lines.is_open() && !lines.bad()) {
            return {};
        }
        throw Error(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                    "cannot read '" + file + "': " + std::strerror(errno));
    }
    return parse_topics(lines, file);
}

}  // namespace casebook::cli
