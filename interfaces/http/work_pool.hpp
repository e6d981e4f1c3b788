#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace casebook::http {

/// Threads that work off a queue of bounded length.
class WorkPool {
public:
    WorkPool(std::size_t threads, std::size_t longest_queue);
    /// Waits for what has begun; what waits is dropped.
    ~WorkPool();
    WorkPool(const WorkPool&) = delete;
    WorkPool& operator=(const WorkPool&) = delete;

    /// False if too many wait already. `work` throws nothing.
    [[nodiscard]] bool post(std::function<void()> work);

    /// The same for what continues work that was taken: never too many.
    void post_further(std::function<void()> work);

    [[nodiscard]] std::size_t waiting() const;

private:
    bool push(std::function<void()> work, std::size_t longest);
    void run();

    const std::size_t longest_queue_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace casebook::http
