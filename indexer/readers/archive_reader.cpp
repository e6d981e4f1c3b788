#include "archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::size_t kPiece = 64U << 10U;

/// Text of reports shrinks ten- to thirtyfold; what grows more than this is made to fill memory.
constexpr std::int64_t kMostGrowth = 200;
constexpr std::int64_t kFreeGrowth = 256LL << 20U;

struct CloseArchive {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, CloseArchive>;

/// Only what libarchive reads itself: it would start programs for other filters.
ArchiveHandle make_handle() {
    ArchiveHandle handle(archive_read_new());
    if (!handle) throw std::bad_alloc();
    archive_read_support_filter_gzip(handle.get());
    archive_read_support_filter_bzip2(handle.get());
    archive_read_support_filter_xz(handle.get());
    archive_read_support_filter_zstd(handle.get());
    archive_read_support_format_tar(handle.get());
    archive_read_support_format_zip(handle.get());
    archive_read_support_format_raw(handle.get());
    return handle;
}

std::string message_of(archive* handle) {
    const char* const text = archive_error_string(handle);
    return text == nullptr ? "it is damaged" : decode_text(text).text;
}

/// An archive that is read from a source, entry by entry.
class OpenArchive {
public:
    explicit OpenArchive(ByteSource& source) : source_(source), handle_(make_handle()) {
        const int status =
            archive_read_open(handle_.get(), this, nullptr, &OpenArchive::on_read, nullptr);
        rethrow();
        if (status != ARCHIVE_OK) broken_ = message_of(handle_.get());
    }

    /// The next entry; null at the end, or where the archive is broken.
    archive_entry* next() {
        if (broken_) return nullptr;
        archive_entry* entry = nullptr;
        int status = ARCHIVE_RETRY;
        while (status == ARCHIVE_RETRY)
            status = archive_read_next_header(handle_.get(), &entry);
        rethrow();
        if (status == ARCHIVE_OK || status == ARCHIVE_WARN) return entry;
        if (status != ARCHIVE_EOF) broken_ = message_of(handle_.get());
        return nullptr;
    }

    std::size_t read(char* out, std::size_t capacity) {
        if (broken_) throw Error(ErrorCode::io, *broken_);
        const la_ssize_t got = archive_read_data(handle_.get(), out, capacity);
        rethrow();
        if (got < 0) {
            broken_ = message_of(handle_.get());
            throw Error(ErrorCode::io, *broken_);
        }
        grown_ += got;
        const std::int64_t eaten = archive_filter_bytes(handle_.get(), -1);
        if (grown_ > kFreeGrowth && grown_ / kMostGrowth > eaten) {
            broken_ = "grows more than " + std::to_string(kMostGrowth) + "-fold when unpacked";
            throw Error(ErrorCode::io, *broken_);
        }
        return static_cast<std::size_t>(got);
    }

    /// Whether it is one compressed file and no archive.
    [[nodiscard]] bool is_single() const {
        return archive_format(handle_.get()) == ARCHIVE_FORMAT_RAW;
    }

    /// Whether nothing was found to unpack: what began as an archive is none.
    [[nodiscard]] bool is_plain() const {
        return is_single() && archive_filter_count(handle_.get()) <= 1;
    }

    /// Why nothing more can be read; none while something can.
    [[nodiscard]] const std::optional<std::string>& broken() const { return broken_; }

private:
    static la_ssize_t on_read(archive* handle, void* context, const void** buffer) {
        auto* const self = static_cast<OpenArchive*>(context);
        try {
            *buffer = self->piece_.data();
            return static_cast<la_ssize_t>(self->source_.read(self->piece_.data(), kPiece));
        } catch (...) {
            // An exception must not cross libarchive's frames.
            self->thrown_ = std::current_exception();
            archive_set_error(handle, EIO, "%s", "reading failed");
            return -1;
        }
    }

    void rethrow() {
        if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    }

    ByteSource& source_;
    std::array<char, kPiece> piece_{};
    ArchiveHandle handle_;
    std::int64_t grown_ = 0;
    std::optional<std::string> broken_;
    std::exception_ptr thrown_;
};

class EntrySource final : public ByteSource {
public:
    explicit EntrySource(OpenArchive& opened) : opened_(opened) {}
    std::size_t read(char* out, std::size_t capacity) override {
        return opened_.read(out, capacity);
    }

private:
    OpenArchive& opened_;
};

std::string path_of(archive_entry* entry) {
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    return path == nullptr ? "entry without a name" : decode_text(path).text;
}

/// Whether a path begins at the root or climbs.
bool leads_out(std::string_view path) {
    if (path.starts_with('/') || path.starts_with('\\') || (path.size() > 1 && path[1] == ':'))
        return true;
    const auto parts = split(path, "/\\");
    return std::find(parts.begin(), parts.end(), "..") != parts.end();
}

bool is_passed_over(std::string_view path) {
    for (const std::string_view part : split(path, "/")) {
        if ((part.starts_with('.') && part != ".") || part == "__MACOSX") return true;
    }
    return path.ends_with(".ann");
}

std::string refusal(archive_entry* entry, std::string_view path) {
    if (leads_out(path)) return "its name leads out of the archive";
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
        return "is a link inside an archive, which is not followed";
    if (archive_entry_filetype(entry) != AE_IFREG) return "is no file";
    if (archive_entry_is_data_encrypted(entry) != 0) return "is locked with a password";
    return {};
}

}  // namespace

bool is_archive(std::string_view head) {
    constexpr std::array<std::string_view, 5> kBeginnings = {"\x1F\x8B", "BZh", "\x28\xB5\x2F\xFD",
                                                             "PK\x03\x04", "PK\x05\x06"};
    if (head.starts_with(std::string_view("\xFD"
                                          "7zXZ\0",
                                          6)))
        return true;
    for (const std::string_view beginning : kBeginnings) {
        if (head.starts_with(beginning)) return true;
    }
    return head.size() > 262 && head.substr(257, 5) == "ustar";
}

void read_archive(ByteSource& source, const SourceContext& context, const ReadEntry& read_entry) {
    OpenArchive opened(source);
    const std::string folder = context.stem + "/";
    while (archive_entry* entry = opened.next()) {
        if (opened.is_plain()) return context.reject("cannot be read: a damaged archive");
        EntrySource bytes(opened);
        if (opened.is_single()) {
            read_entry(bytes, context.name, context.stem);
            continue;
        }
        if (archive_entry_filetype(entry) == AE_IFDIR) continue;
        std::string path = path_of(entry);
        while (path.starts_with("./"))
            path.erase(0, 2);
        const std::string name = context.name + "!" + path;
        if (const std::string reason = refusal(entry, path); !reason.empty()) {
            context.reject({name, 0, 0, 0}, reason);
        } else if (!is_passed_over(path)) {
            read_entry(bytes, name, folder + without_extensions(path));
            if (opened.broken()) return;  // told with the entry that it broke in
        }
    }
    if (opened.broken()) context.reject("the archive cannot be read on: " + *opened.broken());
}

std::string read_zip_entry(std::string_view bytes, std::string_view path, std::uint64_t limit) {
    ArchiveHandle handle(archive_read_new());
    if (!handle) throw std::bad_alloc();
    archive_read_support_format_zip(handle.get());
    if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        throw Error(ErrorCode::corrupt, message_of(handle.get()));
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(handle.get(), &entry)) == ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        if (path_of(entry) != path) continue;
        std::string out;
        std::vector<char> piece(kPiece);
        la_ssize_t got = 0;
        while ((got = archive_read_data(handle.get(), piece.data(), piece.size())) > 0) {
            out.append(piece.data(), static_cast<std::size_t>(got));
            if (out.size() > limit)
                throw Error(ErrorCode::corrupt, "it holds more than " + format_size(limit));
        }
        if (got < 0) throw Error(ErrorCode::corrupt, message_of(handle.get()));
        return out;
    }
    if (status != ARCHIVE_EOF) throw Error(ErrorCode::corrupt, message_of(handle.get()));
    return {};
}

}  // namespace casebook::readers
