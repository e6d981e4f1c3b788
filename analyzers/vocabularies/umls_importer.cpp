#include <algorithm>
#include <unordered_map>

#include "casebook/error.hpp"
#include "importers.hpp"
#include "semantic_types.hpp"
#include "umls_tables.hpp"

namespace casebook {
namespace {

/// Columns of the tables of the Rich Release Format (UMLS Reference Manual, chapter 3).
namespace conso {
enum : std::size_t {
    cui,
    lat,
    ts,
    lui,
    stt,
    sui,
    ispref,
    aui,
    saui,
    scui,
    sdui,
    sab,
    tty,
    code,
    str,
    srl,
    suppress,
    columns
};
}
namespace rel {
enum : std::size_t {
    cui1,
    aui1,
    stype1,
    rel,
    cui2,
    aui2,
    stype2,
    rela,
    rui,
    srui,
    sab,
    sl,
    rg,
    dir,
    suppress,
    columns
};
}
namespace hier {
enum : std::size_t { cui, aui, cxn, paui, sab, rela, columns };
}
namespace sty {
enum : std::size_t { cui, tui, columns };
}

using Number = VocabularyBuilder::Number;

bool is_suppressed(std::string_view flag) {
    return flag == "O" || flag == "E" || flag == "Y";
}

/// Whether a relation with this attribute is one of kind: "is a" or told no closer.
bool is_hierarchical(std::string_view attribute) {
    return attribute.empty() || attribute == "isa" || attribute == "inverse_isa";
}

class UmlsImporter {
public:
    UmlsImporter(std::filesystem::path folder, VocabularyBuilder& builder)
        : folder_(std::move(folder)),
          builder_(builder),
          hierarchy_from_atoms_(!std::filesystem::exists(folder_ / "MRREL.RRF")) {}

    void run() {
        const bool found = for_each_rrf_row(
            folder_, "MRCONSO.RRF", conso::columns, builder_,
            [this](const RrfRow& row, std::uint64_t line) { read_name(row, line); });
        if (!found) throw Error(ErrorCode::not_found, folder_.string() + ": holds no MRCONSO.RRF");
        for_each_rrf_row(folder_, "MRSTY.RRF", sty::columns, builder_,
                         [this](const RrfRow& row, std::uint64_t) { read_type(row); });
        if (!hierarchy_from_atoms_) {
            for_each_rrf_row(folder_, "MRREL.RRF", rel::columns, builder_,
                             [this](const RrfRow& row, std::uint64_t) { read_relation(row); });
        } else {
            for_each_rrf_row(folder_, "MRHIER.RRF", hier::columns, builder_,
                             [this](const RrfRow& row, std::uint64_t) { read_position(row); });
        }
        for (const auto& [number, type] : types_)
            builder_.set_type(number, type);
        builder_.problems().enter_file(folder_.string());
    }

private:
    [[nodiscard]] bool wants_source(std::string_view source) const {
        const auto& wanted = builder_.options().umls_sources;
        return wanted.empty() || std::ranges::find(wanted, source) != wanted.end();
    }

    void read_name(const RrfRow& row, std::uint64_t line) {
        if (const auto reason = reason_against(row)) {
            builder_.leave_out_term(*reason);
            return;
        }
        if (row[conso::cui].empty()) {
            builder_.leave_out_term(LeftOut::ill_formed);
            leave_out_line(builder_, "a row without a CUI is left out", line);
            return;
        }
        const Number number = builder_.define(id_of(row[conso::cui]), line);
        const bool preferred =
            row[conso::ts] == "P" && row[conso::stt] == "PF" && row[conso::ispref] == "Y";
        TermKind kind = kind_of_umls_type(row[conso::tty]);
        if (row[conso::sab] == "CHV") kind = TermKind::lay;
        if (preferred) kind = TermKind::preferred;
        evidence_.assign(row[conso::sab]).append(":").append(row[conso::code]);
        builder_.add_name(
            number, {row[conso::str], row[conso::lat], kind, SynonymScope::exact, evidence_}, line);
        add_reference(number, row);
        if (hierarchy_from_atoms_) atoms_.emplace(row[conso::aui], number);
    }

    /// Rows that are passed over before a concept is made for them, for most of a release may be.
    [[nodiscard]] std::optional<LeftOut> reason_against(const RrfRow& row) const {
        if (is_suppressed(row[conso::suppress])) return LeftOut::obsolete;
        if (!wants_source(row[conso::sab])) return LeftOut::other_source;
        if (is_permuted_umls_type(row[conso::tty])) return LeftOut::permuted;
        const auto& languages = builder_.options().languages;
        const std::string language = language_code(row[conso::lat], builder_.options().language);
        if (!languages.empty() && std::ranges::find(languages, language) == languages.end())
            return LeftOut::other_language;
        return std::nullopt;
    }

    [[nodiscard]] std::string_view id_of(std::string_view cui) {
        id_.assign("UMLS:").append(cui);
        return id_;
    }

    void add_reference(Number number, const RrfRow& row) {
        const auto prefix = prefix_of_umls_source(row[conso::sab]);
        if (!prefix) return;
        std::string_view code = row[conso::sab] == "MSH" ? row[conso::sdui] : row[conso::code];
        if (code.empty()) code = row[conso::code];
        const std::string id =
            prefix->empty() ? std::string(code) : std::string(*prefix) + ":" + std::string(code);
        // A concept has several names of one code; they follow each other.
        if (number == last_number_ && id == last_reference_) return;
        last_number_ = number;
        last_reference_ = id;
        builder_.add_cross_reference(number, id);
    }

    [[nodiscard]] std::optional<Number> find(std::string_view cui) {
        return builder_.find(id_of(cui));
    }

    void read_type(const RrfRow& row) {
        const auto number = find(row[sty::cui]);
        if (!number) return;
        const ConceptType type = type_of_semantic_type(row[sty::tui]);
        const auto [place, is_new] = types_.try_emplace(*number, type);
        if (!is_new) place->second = std::min(place->second, type);
    }

    /// REL tells what the second concept is to the first: PAR and RB wider, CHD and RN narrower.
    /// A release has each relation both ways; a subset may have one.
    void read_relation(const RrfRow& row) {
        const std::string_view kind = row[rel::rel];
        const bool wider = kind == "PAR" || kind == "RB";
        const bool narrower = kind == "CHD" || kind == "RN";
        if (!wider && !narrower) return builder_.leave_out_link(LeftOut::other_relation);
        if (is_suppressed(row[rel::suppress])) return builder_.leave_out_link(LeftOut::obsolete);
        if (!wants_source(row[rel::sab])) return builder_.leave_out_link(LeftOut::other_source);
        if (!is_hierarchical(row[rel::rela]))
            return builder_.leave_out_link(LeftOut::other_relation);
        link(find(row[wider ? rel::cui1 : rel::cui2]), find(row[wider ? rel::cui2 : rel::cui1]));
    }

    void read_position(const RrfRow& row) {
        if (row[hier::paui].empty()) return;  // the top of a hierarchy
        if (!wants_source(row[hier::sab])) return builder_.leave_out_link(LeftOut::other_source);
        const auto above = atoms_.find(std::string(row[hier::paui]));
        link(find(row[hier::cui]),
             above == atoms_.end() ? std::nullopt : std::optional<Number>(above->second));
    }

    void link(std::optional<Number> from, std::optional<Number> to) {
        if (!from || !to) return builder_.leave_out_link(LeftOut::unknown_concept);
        builder_.add_broader(*from, builder_.id(*to));
    }

    std::filesystem::path folder_;
    VocabularyBuilder& builder_;
    bool hierarchy_from_atoms_;
    std::unordered_map<std::string, Number> atoms_;
    std::unordered_map<Number, ConceptType> types_;
    std::string id_;
    std::string evidence_;
    std::string last_reference_;
    std::optional<Number> last_number_;
};

}  // namespace

void import_umls(const std::filesystem::path& folder, VocabularyBuilder& builder) {
    UmlsImporter(folder, builder).run();
}

}  // namespace casebook
