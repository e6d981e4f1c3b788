#include "casebook/case_facts.hpp"
namespace casebook {
struct FactFinder::State { std::vector<std::vector<std::string_view>> contexts; };
FactFinder::FactFinder(const Thesaurus&) : state_(std::make_unique<State>()) {}
FactFinder::~FactFinder() = default;
FactFinder::FactFinder(FactFinder&&) noexcept = default;
FactFinder& FactFinder::operator=(FactFinder&&) noexcept = default;
CaseFacts FactFinder::find(const std::vector<FactText>&, const std::vector<ConceptMention>&, std::string_view article_type) { CaseFacts facts; facts.article_type = article_type; return facts; }
const std::vector<std::vector<std::string_view>>& FactFinder::contexts() const { return state_->contexts; }
}
