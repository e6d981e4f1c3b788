#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/search.hpp"

/// What answers and records write alike.
namespace casebook::json_parts {

using Json = nlohmann::ordered_json;

/// Null for an empty string: the source said nothing.
inline Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

template <typename Item, typename Convert>
Json list_of(const std::vector<Item>& items, Convert convert) {
    Json list = Json::array();
    for (const Item& item : items)
        list.push_back(convert(item));
    return list;
}

inline Json codes_of(const std::vector<Language>& languages) {
    return list_of(languages, [](const Language& language) { return language.code(); });
}

inline Json diagnostics_to_json(const std::vector<Diagnostic>& diagnostics) {
    return list_of(diagnostics, [](const Diagnostic& diagnostic) {
        return Json{{"code", diagnostic.code},
                    {"message", diagnostic.message},
                    {"begin", diagnostic.begin},
                    {"end", diagnostic.end}};
    });
}

}  // namespace casebook::json_parts
