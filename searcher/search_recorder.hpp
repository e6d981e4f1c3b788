#pragma once

#include "casebook/search_record.hpp"
#include "handle_pool.hpp"

namespace casebook {

/// Runs `request` step by step on the handle's revision and tells what each step leaves.
[[nodiscard]] SearchRecord record_search(IndexHandle& handle, const SearchRequest& request);

}  // namespace casebook
