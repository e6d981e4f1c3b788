#include "casebook/thesaurus.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#include "casebook/error.hpp"
#include "name_table.hpp"
#include "thesaurus/format.hpp"
#include "thesaurus/stored_terms.hpp"

namespace casebook {

using thesaurus_format::ConceptRecord;
using thesaurus_format::ConceptShape;
using thesaurus_format::Header;
using thesaurus_format::Image;
using thesaurus_format::Link;
using thesaurus_format::PackedTable;
using thesaurus_format::SenseRecord;
using thesaurus_format::SideLink;
using thesaurus_format::SignRecord;
using thesaurus_format::Table;

namespace {

constexpr std::array<std::string_view, 10> kTypes{"therapy", "diagnosis", "finding", "procedure",
                                                  "outcome", "organism",  "gene",    "substance",
                                                  "anatomy", "other"};
constexpr std::array<std::string_view, 6> kKinds{"preferred", "synonym",  "abbreviation",
                                                 "brand",     "spelling", "lay"};

template <typename Value, std::size_t kSize>
std::string_view name_of(const std::array<std::string_view, kSize>& names, Value value) {
    return names[std::min(static_cast<std::size_t>(value), kSize - 1)];
}

/// Ascending, neighbours and overlaps made one.
std::vector<ConceptRange> merged(std::vector<ConceptRange> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const ConceptRange& one, const ConceptRange& other) {
        return one.first < other.first;
    });
    std::vector<ConceptRange> result;
    for (const ConceptRange& range : ranges) {
        if (!result.empty() && range.first <= result.back().last) {
            result.back().last = std::max(result.back().last, range.last);
        } else {
            result.push_back(range);
        }
    }
    return result;
}

}  // namespace

std::string_view to_string(ConceptType type) {
    return name_of(kTypes, type);
}
std::optional<ConceptType> parse_concept_type(std::string_view name) {
    return parse_name<ConceptType>(kTypes, name);
}
std::string_view to_string(TermKind kind) {
    return name_of(kKinds, kind);
}
std::optional<TermKind> parse_term_kind(std::string_view name) {
    return parse_name<TermKind>(kKinds, name);
}

Thesaurus::Thesaurus() = default;
Thesaurus::~Thesaurus() = default;
Thesaurus::Thesaurus(Thesaurus&&) noexcept = default;
Thesaurus& Thesaurus::operator=(Thesaurus&&) noexcept = default;
Thesaurus::Thesaurus(std::unique_ptr<const Image> image) : image_(std::move(image)) {}

Thesaurus Thesaurus::open(const std::filesystem::path& file) {
    return Thesaurus(std::make_unique<const Image>(file));
}

bool Thesaurus::is_compiled(const std::filesystem::path& file) {
    std::array<char, thesaurus_format::kMagic.size()> beginning{};
    std::ifstream stream(file, std::ios::binary);
    return stream.read(beginning.data(), beginning.size()) && beginning == thesaurus_format::kMagic;
}

Thesaurus Thesaurus::from_copy(std::string_view bytes, const std::string& name) {
    return Thesaurus(std::make_unique<const Image>(bytes, name, true));
}

Thesaurus Thesaurus::from_bytes(std::string_view bytes, const std::string& name) {
    return Thesaurus(std::make_unique<const Image>(bytes, name));
}

void Thesaurus::verify() const {
    if (image_ == nullptr) return;
    const Header& header = image_->header();
    if (thesaurus_format::content_hash(image_->bytes().substr(sizeof(Header))) ==
        header.fingerprint) {
        return;
    }
    throw Error(ErrorCode::corrupt,
                "'" + image_->name() + "' is damaged; compile the thesaurus again from its source");
}

void Thesaurus::require_analyzer(const Analyzer& analyzer) const {
    if (image_ == nullptr || analyzer_fingerprint() == analyzer.fingerprint()) return;
    throw Error(ErrorCode::schema_mismatch,
                "'" + image_->name() +
                    "' was compiled by other rules for words; compile the thesaurus again from "
                    "its source");
}

std::string_view Thesaurus::bytes() const {
    return image_ == nullptr ? std::string_view() : image_->bytes();
}

std::string Thesaurus::fingerprint() const {
    std::string digits;
    const std::uint64_t hash = image_ == nullptr ? 0 : image_->header().fingerprint;
    for (unsigned shift = 64; shift > 0; shift -= 4)
        digits.push_back("0123456789abcdef"[(hash >> (shift - 4)) & 0xFU]);
    return digits;
}

std::string_view Thesaurus::analyzer_fingerprint() const {
    return image_ == nullptr ? std::string_view() : image_->string(image_->header().analyzer);
}

ThesaurusStatistics Thesaurus::statistics() const {
    if (image_ == nullptr) return {};
    const StoredTerms terms(*image_);
    return {concept_count(), terms.size(), terms.ambiguous_count(), image_->bytes().size()};
}

std::vector<std::string_view> Thesaurus::languages() const {
    std::vector<std::string_view> languages;
    if (image_ == nullptr) return languages;
    const PackedTable& stored = image_->packed(Table::languages);
    for (std::size_t number = 0; number < stored.size(); ++number)
        languages.push_back(image_->string(stored.number(number)));
    std::sort(languages.begin(), languages.end());
    return languages;
}

std::size_t Thesaurus::concept_count() const {
    if (image_ == nullptr) return 0;
    const std::size_t records = image_->packed(Table::concepts).size();
    return records == 0 ? 0 : records - 1;
}

std::size_t Thesaurus::term_count() const {
    return image_ == nullptr ? 0 : StoredTerms(*image_).size();
}

std::optional<ConceptNumber> Thesaurus::find_concept(std::string_view wanted) const {
    if (image_ == nullptr) return std::nullopt;
    const PackedTable& ids = image_->packed(Table::ids);
    const std::size_t found = PackedTable::lower_bound(
        0, ids.size(), [&](std::size_t place) { return id(ids.number(place)) < wanted; });
    const ConceptNumber number = ids.number(found);
    if (number >= concept_count() || id(number) != wanted) return std::nullopt;
    return number;
}

std::string_view Thesaurus::id(ConceptNumber number) const {
    if (number >= concept_count()) return {};
    return image_->string(image_->record<ConceptRecord>(Table::concepts, number).id);
}

ConceptType Thesaurus::type(ConceptNumber number) const {
    if (number >= concept_count()) return ConceptType::other;
    return ConceptShape(image_->record<ConceptRecord>(Table::concepts, number).shape).type();
}

std::string_view Thesaurus::label(ConceptNumber number, Language language) const {
    const ConceptRange range = terms(number);
    if (range.first == range.last) return id(number);
    TermNumber best = range.first;  // preferred ones stand first
    for (TermNumber at = range.first; at < range.last; ++at) {
        const ThesaurusTerm candidate = term(at);
        if (candidate.kind != TermKind::preferred) break;
        if (candidate.language == language.code()) return candidate.text;
        if (candidate.language == "en") best = at;
    }
    return term(best).text;
}

ConceptRange Thesaurus::terms(ConceptNumber number) const {
    if (number >= concept_count()) return {};
    const PackedTable& concepts = image_->packed(Table::concepts);
    const ConceptRange range{concepts.row<ConceptRecord>(number).first_term,
                             concepts.row<ConceptRecord>(number + 1).first_term};
    return range.first <= range.last && range.last <= term_count() ? range : ConceptRange();
}

ThesaurusTerm Thesaurus::term(TermNumber number) const {
    if (number >= term_count()) return {};
    const StoredTerms terms(*image_);
    const StoredTerm term = terms[number];
    const std::uint32_t language = image_->packed(Table::languages).number(term.language);
    const bool known = term.kind < kKinds.size();
    return {terms.text(number), image_->string(language), terms.concept_number(number),
            known ? static_cast<TermKind>(term.kind) : TermKind::synonym,
            term.has(thesaurus_format::kTrusted)};
}

double Thesaurus::share(TermNumber number) const {
    if (number >= term_count()) return 1;
    const StoredTerm term = StoredTerms(*image_)[number];
    return term.has(thesaurus_format::kTrusted) ? 1 : kUnprovenShare;
}

std::span<const ConceptNumber> Thesaurus::broader(ConceptNumber number) const {
    return image_ == nullptr ? std::span<const ConceptNumber>()
                             : image_->links(number, Link::broader);
}
std::span<const ConceptNumber> Thesaurus::narrower(ConceptNumber number) const {
    return image_ == nullptr ? std::span<const ConceptNumber>()
                             : image_->links(number, Link::narrower);
}
std::span<const ConceptNumber> Thesaurus::includes(ConceptNumber number) const {
    return image_ == nullptr ? std::span<const ConceptNumber>()
                             : image_->links(number, Link::includes);
}
std::span<const ConceptNumber> Thesaurus::included_in(ConceptNumber number) const {
    return image_ == nullptr ? std::span<const ConceptNumber>()
                             : image_->links(number, Link::included_in);
}

std::vector<std::string_view> Thesaurus::cross_references(ConceptNumber number) const {
    std::vector<std::string_view> references;
    if (image_ == nullptr) return references;
    for (const std::uint32_t offset : image_->links(number, Link::cross_reference))
        references.push_back(image_->string(offset));
    return references;
}

std::vector<ConceptRange> Thesaurus::narrower_ranges(ConceptNumber number) const {
    if (number >= concept_count()) return {};
    const PackedTable& side_links = image_->packed(Table::side_links);
    std::vector<ConceptRange> ranges;
    std::set<ConceptNumber> seen{number};
    std::vector<ConceptNumber> open{number};
    while (!open.empty()) {
        const ConceptNumber here = open.back();
        open.pop_back();
        const std::uint32_t end = image_->record<ConceptRecord>(Table::concepts, here).subtree_end;
        if (end <= here || end > concept_count()) continue;
        ranges.push_back({here, end});
        // Whoever stands in this subtree and has children elsewhere.
        const auto is_before = [&](std::size_t place) {
            return side_links.row<SideLink>(place).parent < here;
        };
        for (std::size_t place = PackedTable::lower_bound(0, side_links.size(), is_before);
             place < side_links.size(); ++place) {
            const auto link = side_links.row<SideLink>(place);
            if (link.parent >= end) break;
            const bool inside = link.child >= here && link.child < end;
            if (!inside && seen.insert(link.child).second) open.push_back(link.child);
        }
    }
    return merged(std::move(ranges));
}

std::vector<ConceptNumber> Thesaurus::broader_closure(ConceptNumber number) const {
    std::set<ConceptNumber> seen;
    std::vector<ConceptNumber> open{number};
    while (!open.empty()) {
        const ConceptNumber here = open.back();
        open.pop_back();
        for (const ConceptNumber parent : broader(here)) {
            if (parent != number && seen.insert(parent).second) open.push_back(parent);
        }
    }
    return {seen.begin(), seen.end()};
}

std::vector<ThesaurusSense> Thesaurus::senses(TermNumber number) const {
    std::vector<ThesaurusSense> senses;
    if (number >= term_count()) return senses;
    const std::uint32_t ambiguity = StoredTerms(*image_).ambiguity(number);
    const PackedTable& firsts = image_->packed(Table::ambiguities);
    const PackedTable& records = image_->packed(Table::senses);
    if (ambiguity == 0 || std::size_t{ambiguity} + 1 >= firsts.size()) return senses;
    const std::size_t last = firsts.number(ambiguity + 1);
    for (std::size_t at = firsts.number(ambiguity); at + 1 < records.size() && at < last; ++at) {
        const auto record = records.row<SenseRecord>(at);
        senses.push_back({record.concept_number, record.first_sign,
                          records.row<SenseRecord>(at + 1).first_sign});
    }
    return senses;
}

std::vector<ThesaurusSign> Thesaurus::signs(const ThesaurusSense& sense) const {
    std::vector<ThesaurusSign> signs;
    if (image_ == nullptr) return signs;
    const PackedTable& records = image_->packed(Table::signs);
    for (std::size_t at = sense.first_sign; at < sense.last_sign && at < records.size(); ++at) {
        const auto record = records.row<SignRecord>(at);
        signs.push_back({record.concept_number, record.words});
    }
    return signs;
}

}  // namespace casebook
