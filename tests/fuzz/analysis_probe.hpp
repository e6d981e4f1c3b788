#pragma once

#include <string_view>

#include "casebook/analyzer.hpp"
#include "casebook/section_splitter.hpp"

namespace casebook {

/// Tries what turns bytes into terms on any bytes, and checks what is promised for all of them.
/// One thread at a time.
class AnalysisProbe {
public:
    AnalysisProbe();

    /// The first byte picks a language, the rest is the text, as it is and as it is decoded. Throws
    /// BrokenInvariant naming the promise that does not hold.
    void check(std::string_view input);

    /// The same for the tokens of one text.
    void check_tokens(std::string_view text, Language language);

private:
    static void check_parts(std::string_view text, Language language, const AnalysisBuffer& whole,
                            std::uint32_t end);
    void check_sections(std::string_view text) const;

    AnalysisBuffer warm_;  ///< has seen the inputs before this one
    HeadingTable headings_;
};

}  // namespace casebook
