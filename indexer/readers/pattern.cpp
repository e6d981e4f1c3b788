#include "pattern.hpp"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <cassert>

namespace casebook::readers {
namespace {

constexpr std::size_t kLongestText = 4000;
constexpr std::int32_t kTimeLimit = 1000;  // ICU's units, roughly milliseconds

using Text = std::unique_ptr<UText, decltype(&utext_close)>;

std::string_view group_of(icu::RegexMatcher& matcher, std::int32_t group, std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::int64_t begin = matcher.start64(group, status);
    const std::int64_t end = matcher.end64(group, status);
    if (U_FAILURE(status) || begin < 0) return {};
    return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

}  // namespace

struct Pattern::Compiled {
    std::unique_ptr<icu::RegexPattern> pattern;
    std::vector<std::pair<std::string, std::int32_t>> groups;
};

std::string_view Match::operator[](std::string_view group) const {
    for (const auto& [name, text] : groups) {
        if (name == group) return text;
    }
    return {};
}

Pattern::Pattern(std::string_view expression, std::vector<std::string> groups)
    : compiled_(std::make_unique<Compiled>()) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where;
    const auto source = icu::UnicodeString::fromUTF8(
        {expression.data(), static_cast<std::int32_t>(expression.size())});
    compiled_->pattern.reset(icu::RegexPattern::compile(source, where, status));
    for (std::string& name : groups) {
        const std::int32_t number =
            compiled_->pattern->groupNumberFromName(name.c_str(), -1, status);
        compiled_->groups.emplace_back(std::move(name), number);
    }
    assert(U_SUCCESS(status));
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<Match> Pattern::search(std::string_view text) const {
    if (text.size() > kLongestText) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const Text utext(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
        &utext_close);
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->pattern->matcher(status));
    if (U_FAILURE(status)) return std::nullopt;
    matcher->setTimeLimit(kTimeLimit, status);
    matcher->reset(utext.get());
    if (!matcher->find(status) || U_FAILURE(status)) return std::nullopt;
    Match match;
    match.whole = group_of(*matcher, 0, text);
    for (const auto& [name, number] : compiled_->groups) {
        match.groups.emplace_back(name, group_of(*matcher, number, text));
    }
    return match;
}

}  // namespace casebook::readers
