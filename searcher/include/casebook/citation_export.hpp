#pragma once

#include <string>
#include <string_view>

#include "casebook/search.hpp"

/// References for reference managers, in the two formats that all of them read. Every door exports
/// with these. All functions are pure; threads may call them.
///
/// What both do: text is UTF-8 as the report has it, on one line (line ends, tabs and other control
/// characters become a space, ill-formed bytes U+FFFD); what the source did not say is left out. A
/// name reads "Last, First" where that is known: where the source writes it so, where all of a
/// report's names end in initials ("Kojima S", as MEDLINE does), and for a Chinese, Japanese or
/// Korean name with a space; any other stands as the source has it. A partial hit says so in a
/// note, with the reason where the search gives it.
namespace casebook {

/// One record of RIS (Research Information Systems, the tags of the 2011 specification): TY first,
/// one tag a line, CRLF line ends, `ER  - ` and an empty line last. TY is JOUR for a report in a
/// journal, ELEC for a page of questions and answers, else GEN. ID is the report's id, AN its
/// PubMed number, T2 the journal, M3 the article type, TT the translated title, N1 a note; SP and
/// EP are parted at a dash, else all is SP. UR leads to the DOI, else to where the record's own
/// `url` says, else to PubMed.
[[nodiscard]] std::string to_ris(const CaseReport& report);

/// The hit's record, marked if the hit is partial.
[[nodiscard]] std::string to_ris(const Hit& hit);

/// The records of all hits, in their order.
[[nodiscard]] std::string to_ris(const SearchResult& result);

/// One entry of BibTeX (Patashnik 1988, "BibTeXing"), `@article` for a report in a journal, else
/// `@misc`: a field a line, LF line ends, an empty line last. Braces are balanced, and & % $ # _ {
/// } ~ ^ \ are written as LaTeX prints them; `doi` and `url` are verbatim, as biblatex and the url
/// packages want them. The title is in double braces, so that no style changes its case; pages have
/// `--`; a keyword with a comma is in braces.
[[nodiscard]] std::string to_bibtex(const CaseReport& report);

/// The hit's entry, marked if the hit is partial.
[[nodiscard]] std::string to_bibtex(const Hit& hit);

/// The entries of all hits, in their order.
[[nodiscard]] std::string to_bibtex(const SearchResult& result);

/// The key of a report's entry, made from its id alone, so that it is the same in every export.
/// Different ids have keys that differ by more than case, as BibTeX wants it: bytes other than
/// ASCII letters, digits, `-`, `_`, `.` and `/` become `+` and two hexadecimal digits, and the key
/// of an id with capital letters ends in `+` and a hash of the id.
[[nodiscard]] std::string bibtex_key(std::string_view id);

}  // namespace casebook
