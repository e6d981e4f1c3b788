#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/thesaurus_compiler.hpp"
#include "thesaurus/concept_order.hpp"
#include "thesaurus/form_table_builder.hpp"
#include "thesaurus/image_writer.hpp"

namespace casebook {

/// The ambiguous terms of a source: which terms they are, and what speaks for each sense.
class SenseCompiler {
public:
    SenseCompiler(const std::vector<SenseRow>& rows, const ConceptOrder& order,
                  std::vector<RowProblem>& problems);

    /// The ambiguity that a term of that spelling and language has; 0 for none.
    [[nodiscard]] std::uint32_t find(std::string_view term, std::string_view language) const;

    /// Notes that the term stands under the concept; false if no row of the ambiguity names it.
    bool use(std::uint32_t ambiguity, ConceptNumber concept_number);

    /// Reports senses whose concept has no such term.
    void report_unused();

    /// Writes the three tables and adds the words of signs to `forms`.
    void write(TermFormer& former, FormTableBuilder& forms, thesaurus_format::StringWriter& strings,
               thesaurus_format::ImageWriter& image);

private:
    struct Sense {
        std::size_t row;
        ConceptNumber concept_number;
        bool used;
    };
    struct Ambiguity {
        std::string_view language;
        std::vector<Sense> senses;
    };

    std::uint32_t find_or_add(const SenseRow& row);
    void report(std::size_t row, std::string message);
    [[nodiscard]] std::uint32_t number_words(const std::string& sign, const SenseRow& row,
                                             TermFormer& former, FormTableBuilder& forms);

    const std::vector<SenseRow>& rows_;
    const ConceptOrder& order_;
    std::vector<RowProblem>& problems_;
    std::vector<Ambiguity> ambiguities_{{}};  ///< the first is none
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_term_;
    std::map<std::string, std::uint32_t> words_;  ///< numbers of quoted signs with their language
};

}  // namespace casebook
