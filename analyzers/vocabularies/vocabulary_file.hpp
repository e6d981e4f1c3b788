#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/byte_source.hpp"
#include "vocabulary_builder.hpp"

namespace casebook {

/// A line of a vocabulary without its line end; valid during the call that gets it.
struct VocabularyLine {
    std::string_view text;
    std::uint64_t number = 0;
};

/// Calls `use` with each line of `source` in order. A line that is not UTF-8 or longer than 4 MB is
/// told as a problem and counted as left out. A byte order mark and a '\r' at a line's end are
/// dropped.
void for_each_line(ByteSource& source, VocabularyBuilder& builder,
                   const std::function<void(const VocabularyLine&)>& use);

/// A line that is left out as a whole, told as `kind`.
void leave_out_line(VocabularyBuilder& builder, std::string_view kind, std::uint64_t line,
                    std::string_view detail = {});

/// The file at `path`. Throws Error{not_found, io} naming it; a folder is an error too.
[[nodiscard]] std::unique_ptr<ByteSource> open_vocabulary(const std::filesystem::path& path);

/// Splits `line` at `separator` into `columns`, whose memory is used again.
void split_columns(std::string_view line, char separator, std::vector<std::string_view>& columns);

/// `text` without white space at its ends.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace casebook
