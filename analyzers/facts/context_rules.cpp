#include "casebook/context_rules.hpp"

#include <charconv>
#include <map>

#include "casebook/hash.hpp"
#include "facts/language_cues.hpp"
#include "tsv_rows.hpp"

namespace casebook {
namespace {

/// What is done with the tables. Stored; count on when the same tables give other facts.
constexpr std::string_view kFactsVersion = "facts-2";

bool parse_direction(std::string_view name, CueRule& rule) {
    static constexpr std::array<std::string_view, 4> kDirections{"forward", "backward", "both",
                                                                 "sentence"};
    for (std::size_t i = 0; i < kDirections.size(); ++i) {
        if (kDirections[i] != name) continue;
        rule.direction = static_cast<CueDirection>(i);
        return true;
    }
    return name == "-";
}

/// A number of words, or "-" for as far as the sentence goes.
bool parse_scope(std::string_view text, CueRule& rule) {
    if (text == "-") return true;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rule.scope);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

struct ContextRules::Tables {
    std::map<Language, LanguageCues> cues;
};

ContextRules::ContextRules() : tables_(std::make_unique<Tables>()), hash_(kHashSeed) {}
ContextRules::~ContextRules() = default;
ContextRules::ContextRules(ContextRules&&) noexcept = default;
ContextRules& ContextRules::operator=(ContextRules&&) noexcept = default;

void ContextRules::add(Language language, std::string_view table, std::string_view tsv) {
    hash_ = hash_bytes(tsv, hash_bytes(language.code(), hash_));
    LanguageCues& cues = tables_->cues.try_emplace(language, language).first->second;
    for_each_row(table, tsv, 4, [&](const std::vector<std::string_view>& row) {
        CueRule rule;
        if (!parse_cue_category(row[1], rule) || !parse_direction(row[2], rule) ||
            !parse_scope(row[3], rule))
            return false;
        for (const std::string_view written : split(row[0], '|')) {
            for (const std::string& cue : expand_alternatives(written)) {
                if (!cues.add(cue, rule)) return false;
            }
        }
        return true;
    });
}

const LanguageCues* ContextRules::find(Language language) const {
    const auto found = tables_->cues.find(language);
    return found == tables_->cues.end() ? nullptr : &found->second;
}

std::string ContextRules::fingerprint() const {
    return std::string(kFactsVersion) + "/tables-" + std::to_string(hash_);
}

}  // namespace casebook
