#pragma once

#include <filesystem>

namespace casebook {

/// A place in memory for one index, for tests and for small indexes inside another program: a
/// folder of its own in a file system that lies in memory, gone with the object. IndexWriter,
/// `ingest` and Searcher take its `path` as any other, and whatever they promise holds, but that
/// nothing outlives the process. What a process that was killed has left is removed when the next
/// one of the same user makes such an index. After fork, the process that made it must outlive what
/// uses it.
class MemoryIndex {
public:
    /// `memory` is the file system. Throws Error{invalid_argument} if it does not lie in memory,
    /// {io} or {disk_full} if nothing can be made there.
    explicit MemoryIndex(const std::filesystem::path& memory = "/dev/shm");
    ~MemoryIndex();
    MemoryIndex(MemoryIndex&& other) noexcept;
    MemoryIndex& operator=(MemoryIndex&& other) noexcept;

    /// Where the index is, or will be when a writer has made it.
    [[nodiscard]] std::filesystem::path path() const { return folder_ / "index"; }

private:
    void remove() noexcept;

    std::filesystem::path folder_;
    int owner_ = -1;  ///< a file in it, locked while this lives
};

}  // namespace casebook
