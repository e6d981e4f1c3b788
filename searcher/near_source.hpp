#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sequence_source.hpp"

namespace casebook {

/// What NEAR asks for: operands of which each stands near the one before it.
struct NearPattern {
    /// Ways to hold one operand: a word by its terms, a phrase by its sequences.
    struct Operand {
        std::vector<std::string> terms;
        std::vector<TermSequence> sequences;
    };
    std::vector<Operand> operands;
    /// How many words apart each operand and the one before may be: 1 for neighbours.
    std::vector<std::uint32_t> distances;
};

/// Holds in the reports in which the operands stand as near as wanted, in any order, each at a
/// place of its own. Operands that follow each other share the one in between: of `a NEAR/2 b
/// NEAR/3 c`, some b stands near an a and near a c.
class NearSource : public PositionalSource {
public:
    NearSource(NearPattern pattern, bool own_positions,
               std::shared_ptr<KeptPositions> kept = nullptr);

    NearSource* clone() const override;
    std::string name() const override;
    std::string get_description() const override;

protected:
    bool holds() override;

private:
    /// The words from `first` to `last`, both included.
    struct Stretch {
        std::uint32_t first;
        std::uint32_t last;
    };

    void find_operand(std::size_t number, std::vector<Stretch>& stretches);
    /// The places of a sequence whose terms stand from `first_term` on in the operand's group.
    void find_sequence(const TermSequence& sequence, std::size_t operand, std::size_t first_term,
                       std::vector<Stretch>& stretches);

    void mark_ends(const std::vector<Stretch>& stretches);
    [[nodiscard]] bool is_near(const Stretch& stretch, std::uint32_t distance) const;

    NearPattern pattern_;
    std::vector<std::uint32_t> firsts_;  ///< where the stretches of the operand before begin
    std::vector<std::uint32_t> lasts_;
    std::vector<std::uint32_t> places_;
    std::vector<std::vector<std::uint32_t>> behind_;
};

}  // namespace casebook
