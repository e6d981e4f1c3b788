#include "held_place.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace casebook {

HeldPlace::HeldPlace(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_PATH | O_CLOEXEC)) {
    struct stat status {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) return;
    device_ = status.st_dev;
    number_ = status.st_ino;
}

HeldPlace::~HeldPlace() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

HeldPlace::HeldPlace(HeldPlace&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      device_(other.device_),
      number_(other.number_) {}

HeldPlace& HeldPlace::operator=(HeldPlace&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(device_, other.device_);
    std::swap(number_, other.number_);
    return *this;
}

bool HeldPlace::stands_at(const std::filesystem::path& path) const {
    struct stat status {};
    return descriptor_ >= 0 && ::stat(path.c_str(), &status) == 0 && status.st_dev == device_ &&
           status.st_ino == number_;
}

std::string HeldPlace::name() const {
    return std::to_string(device_) + ":" + std::to_string(number_);
}

}  // namespace casebook
