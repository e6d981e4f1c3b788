#pragma once

#include <charconv>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace casebook::bench {

/// A command line that cannot be understood; the program then shows its usage.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The command line of a program of the bench taken apart: words that stand alone, `--flag`, and
/// `--option value`. Throws UsageError for what is unknown, missing or malformed.
class Arguments {
public:
    Arguments(int count, char** words, const std::set<std::string>& flags,
              const std::set<std::string>& options) {
        for (int i = 1; i < count; ++i) {
            const std::string word = words[i];
            if (!word.starts_with("--")) {
                positional_.push_back(word);
            } else if (flags.contains(word)) {
                options_[word] = "";
            } else if (options.contains(word) && i + 1 < count) {
                options_[word] = words[++i];
            } else {
                throw UsageError(word + ": unknown, or without its value");
            }
        }
    }

    [[nodiscard]] const std::vector<std::string>& positional() const { return positional_; }
    [[nodiscard]] bool has(const std::string& name) const { return options_.contains(name); }

    [[nodiscard]] std::string value(const std::string& name) const {
        const auto option = options_.find(name);
        if (option == options_.end()) {
            throw UsageError(name + " is missing");
        }
        return option->second;
    }
    [[nodiscard]] std::string value(const std::string& name, const std::string& otherwise) const {
        return has(name) ? value(name) : otherwise;
    }

    /// A whole number above 0.
    [[nodiscard]] unsigned count(const std::string& name, unsigned otherwise) const {
        const unsigned number = parse(name, otherwise);
        if (number == 0) {
            throw UsageError(name + ": not a number above 0");
        }
        return number;
    }

    /// A number, 0 or above.
    [[nodiscard]] double number(const std::string& name, double otherwise) const {
        const double number = parse(name, otherwise);
        if (!(number >= 0)) {
            throw UsageError(name + ": not a number of 0 or above");
        }
        return number;
    }

private:
    template <typename Number>
    [[nodiscard]] Number parse(const std::string& name, Number otherwise) const {
        if (!has(name)) {
            return otherwise;
        }
        const std::string text = value(name);
        Number number = 0;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || end != text.data() + text.size()) {
            throw UsageError(name + ": not a number");
        }
        return number;
    }

    std::vector<std::string> positional_;
    std::map<std::string, std::string> options_;
};

}  // namespace casebook::bench
