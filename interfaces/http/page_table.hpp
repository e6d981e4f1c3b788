#pragma once

#include <span>
#include <string_view>

namespace casebook::http {

/// A file of interfaces/http/page as the build compiled it in.
struct PageRow {
    std::string_view name;
    std::string_view (*bytes)();
};

[[nodiscard]] std::span<const PageRow> page_table();

}  // namespace casebook::http
