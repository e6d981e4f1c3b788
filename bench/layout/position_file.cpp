#include "position_file.hpp"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document.hpp"

namespace layout {

// Layout: count of offsets, offsets from the file's begin, blobs. Blob n lies between offsets n
// and n+1.
void write_position_file(const Xapian::Database& index, const std::filesystem::path& file) {
    const std::uint64_t count = std::uint64_t{index.get_lastdocid()} + 2;
    std::vector<std::uint64_t> offsets(count, 0);
    std::string blobs;
    const auto base = (count + 1) * sizeof(std::uint64_t);
    std::uint64_t filled = 0;
    const auto end = index.valuestream_end(kPositionSlot);
    for (auto at = index.valuestream_begin(kPositionSlot); at != end; ++at) {
        while (filled <= at.get_docid())
            offsets[filled++] = base + blobs.size();
        blobs.append(*at);
    }
    while (filled < count)
        offsets[filled++] = base + blobs.size();
    std::ofstream output(file, std::ios::binary);
    output.write(reinterpret_cast<const char*>(&count), sizeof count);
    output.write(reinterpret_cast<const char*>(offsets.data()),
                 static_cast<std::streamsize>(offsets.size() * sizeof(std::uint64_t)));
    output.write(blobs.data(), static_cast<std::streamsize>(blobs.size()));
    if (!output) throw std::runtime_error("cannot write " + file.string());
}

PositionFile::PositionFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw std::runtime_error("cannot read " + file.string());
    bytes_ = std::filesystem::file_size(file);
    void* mapped = ::mmap(nullptr, bytes_, PROT_READ, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    if (mapped == MAP_FAILED) throw std::runtime_error("cannot map " + file.string());
    data_ = static_cast<const char*>(mapped);
}

PositionFile::~PositionFile() {
    ::munmap(const_cast<char*>(data_), bytes_);
}

std::string_view PositionFile::blob(Xapian::docid document) const {
    std::uint64_t bounds[2];
    std::memcpy(bounds, data_ + (std::size_t{document} + 1) * sizeof(std::uint64_t), sizeof bounds);
    return {data_ + bounds[0], bounds[1] - bounds[0]};
}

}  // namespace layout
