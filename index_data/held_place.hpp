#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace casebook {

/// Tells whether the folder or file at a path is still the one that stood there before: a rebuilt
/// index takes the place of the old one whole. What is held keeps its number even when it has been
/// removed, so that nothing new can be mistaken for it. Holds one descriptor, not the contents.
class HeldPlace {
public:
    HeldPlace() = default;
    /// Holds what stands at `path` now; nothing if that is missing or may not be looked at.
    explicit HeldPlace(const std::filesystem::path& path);
    ~HeldPlace();
    HeldPlace(HeldPlace&& other) noexcept;
    HeldPlace& operator=(HeldPlace&& other) noexcept;

    /// Whether it stands at `path`; false if nothing is held.
    [[nodiscard]] bool stands_at(const std::filesystem::path& path) const;

    /// A name that no other place has for as long as this one is held.
    [[nodiscard]] std::string name() const;

private:
    int descriptor_ = -1;
    dev_t device_ = 0;
    ino_t number_ = 0;
};

}  // namespace casebook
