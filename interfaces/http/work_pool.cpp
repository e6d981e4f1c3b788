#include "work_pool.hpp"

#include <limits>
#include <utility>

namespace casebook::http {

WorkPool::WorkPool(std::size_t threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

WorkPool::~WorkPool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        queue_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

bool WorkPool::post(std::function<void()> work) {
    return push(std::move(work), longest_queue_);
}

void WorkPool::post_further(std::function<void()> work) {
    push(std::move(work), std::numeric_limits<std::size_t>::max());
}

bool WorkPool::push(std::function<void()> work, std::size_t longest) {
    {
        const std::lock_guard lock(mutex_);
        if (ending_ || queue_.size() >= longest) return false;
        queue_.push_back(std::move(work));
    }
    changed_.notify_one();
    return true;
}

std::size_t WorkPool::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void WorkPool::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const std::function<void()> work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

}  // namespace casebook::http
