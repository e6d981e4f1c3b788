#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace casebook {

/// Keeps many short strings in few blocks; what was added stays where it is until `clear`.
class TextPool {
public:
    std::string_view add(std::string_view text) {
        if (text.size() > left_) {
            const std::size_t size = std::max(kBlock, text.size());
            blocks_.push_back(std::make_unique<char[]>(size));
            free_ = blocks_.back().get();
            left_ = size;
            bytes_ += size;
        }
        std::copy(text.begin(), text.end(), free_);
        const std::string_view kept(free_, text.size());
        free_ += text.size();
        left_ -= text.size();
        return kept;
    }

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

    void clear() { *this = TextPool(); }

private:
    static constexpr std::size_t kBlock = 1U << 16U;

    std::vector<std::unique_ptr<char[]>> blocks_;
    char* free_ = nullptr;
    std::size_t left_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace casebook
