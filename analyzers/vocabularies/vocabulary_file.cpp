#include "vocabulary_file.hpp"

#include "analyzers/line_reader.hpp"
#include "casebook/encoding.hpp"
#include "casebook/error.hpp"

namespace casebook {
namespace {

constexpr std::uint64_t kLongestLine = 4U << 20U;

/// A file whose errors name it.
class NamedFile final : public ByteSource {
public:
    explicit NamedFile(std::filesystem::path path) : path_(std::move(path)) {
        try {
            file_ = open_file(path_);
        } catch (const Error& error) {
            throw Error(std::filesystem::exists(path_) ? ErrorCode::io : ErrorCode::not_found,
                        path_.string() + ": " + error.what());
        }
    }

    std::size_t read(char* out, std::size_t capacity) override {
        try {
            return file_->read(out, capacity);
        } catch (const Error& error) {
            throw Error(error.code(), path_.string() + ": " + error.what());
        }
    }

private:
    std::filesystem::path path_;
    std::unique_ptr<ByteSource> file_;
};

}  // namespace

void for_each_line(ByteSource& source, VocabularyBuilder& builder,
                   const std::function<void(const VocabularyLine&)>& use) {
    LineReader lines(source, kLongestLine);
    while (const auto line = lines.next()) {
        std::string_view text = line->bytes;
        if (line->number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        if (text.ends_with('\r')) text.remove_suffix(1);
        if (line->oversized) {
            leave_out_line(builder, "a line longer than 4 MB is left out", line->number);
        } else if (find_ill_formed_utf8(text) != std::string_view::npos) {
            leave_out_line(builder, "a line that is not UTF-8 is left out", line->number);
        } else {
            use({text, line->number});
        }
    }
}

void leave_out_line(VocabularyBuilder& builder, std::string_view kind, std::uint64_t line,
                    std::string_view detail) {
    ++builder.counts().lines_left_out;
    builder.problems().add(kind, line, detail);
}

std::unique_ptr<ByteSource> open_vocabulary(const std::filesystem::path& path) {
    return std::make_unique<NamedFile>(path);
}

void split_columns(std::string_view line, char separator, std::vector<std::string_view>& columns) {
    columns.clear();
    std::size_t begin = 0;
    for (std::size_t end = line.find(separator); end != std::string_view::npos;
         end = line.find(separator, begin)) {
        columns.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    columns.push_back(line.substr(begin));
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace casebook
