#include "measurement.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <dlfcn.h>
#include <sys/resource.h>

namespace layout {
namespace {

std::string three_digits(double value) {
    const double magnitude = std::abs(value);
    const char* format = magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.2f";
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

}  // namespace

double Stopwatch::restart() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> elapsed = now - begin_;
    begin_ = now;
    return elapsed.count();
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double percentile(std::vector<double> values, double share) {
    const auto last = static_cast<double>(values.size() - 1);
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::lround(share * last));
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

std::string spread(const std::vector<double>& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return three_digits(percentile(values, 0.5)) + " (" + three_digits(*least) + "-" +
           three_digits(*most) + ")";
}

const char* allocator_name() {
    return dlsym(RTLD_DEFAULT, "mi_version") != nullptr ? "mimalloc" : "glibc";
}

}  // namespace layout
