#include <array>

#include "casebook/built_in.hpp"

namespace casebook {
namespace {

struct Table {
    std::string_view language;
    std::string_view (*rows)();
};

ContextRules* make_rules() {
    using namespace built_in;
    static constexpr std::array<Table, 10> kTables{{{"de", context_rules_de_tsv},
                                                    {"en", context_rules_en_tsv},
                                                    {"es", context_rules_es_tsv},
                                                    {"fr", context_rules_fr_tsv},
                                                    {"it", context_rules_it_tsv},
                                                    {"ja", context_rules_ja_tsv},
                                                    {"ko", context_rules_ko_tsv},
                                                    {"pt", context_rules_pt_tsv},
                                                    {"ru", context_rules_ru_tsv},
                                                    {"zh", context_rules_zh_tsv}}};
    auto* const rules = new ContextRules();
    for (const Table& table : kTables) {
        const std::string name = "context_rules/" + std::string(table.language) + ".tsv";
        rules->add(Language::from_tag(table.language), name, table.rows());
    }
    return rules;
}

}  // namespace

const ContextRules& built_in_context_rules() {
    static const ContextRules* const rules = make_rules();
    return *rules;
}

}  // namespace casebook
