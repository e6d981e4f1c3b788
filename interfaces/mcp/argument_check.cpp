#include "argument_check.hpp"

#include <cmath>

namespace casebook::mcp {
namespace {

using Problem = std::optional<std::string>;

bool is_of_type(const Json& value, const std::string& type) {
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    return value.is_object();
}

std::string shown(const Json& value) {
    return cut_for_message(to_line(value));
}

/// "one of a, b, c".
std::string listed(const Json& choices) {
    std::string list = "one of ";
    for (const Json& choice : choices)
        list += (list.size() > 7 ? ", " : "") + to_line(choice);
    return list;
}

/// Characters, as JSON Schema counts them.
std::size_t length_of(const std::string& text) {
    std::size_t length = 0;
    for (const char byte : text)
        length += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    return length;
}

/// A bound of the schema on what `amount` counts.
template <typename Number>
Problem outside(const Json& schema, const char* least, const char* most, Number amount,
                const std::string& where, const std::string& unit) {
    const auto low = schema.find(least);
    if (low != schema.end() && amount < low->get<Number>())
        return where + " must be at least " + to_line(*low) + unit;
    const auto high = schema.find(most);
    if (high != schema.end() && amount > high->get<Number>())
        return where + " must be at most " + to_line(*high) + unit;
    return std::nullopt;
}

class Checker {
public:
    Problem check(const Json& schema, const Json& value, const std::string& where) const {
        if (const auto any = schema.find("anyOf"); any != schema.end())
            return check_alternatives(*any, value, where);
        if (const auto choices = schema.find("enum"); choices != schema.end()) {
            for (const Json& choice : *choices)
                if (choice == value) return std::nullopt;
            return where + " must be " + listed(*choices) + ", not " + shown(value);
        }
        const std::string type = schema.value("type", "");
        if (!type.empty() && !is_of_type(value, type))
            return where + " must be " +
                   (type == "integer" ? "a whole number" : "of type " + type) + ", not " +
                   shown(value);
        if (value.is_object()) return check_object(schema, value, where);
        if (value.is_array()) return check_array(schema, value, where);
        if (value.is_string())
            return outside(schema, "minLength", "maxLength",
                           length_of(value.get_ref<const std::string&>()), where,
                           " characters long");
        if (value.is_number())
            return outside(schema, "minimum", "maximum", value.get<double>(), where, "");
        return std::nullopt;
    }

private:
    /// The trouble with the last alternative that is of the value's type stands for all.
    Problem check_alternatives(const Json& alternatives, const Json& value,
                               const std::string& where) const {
        Problem problem;
        for (const Json& alternative : alternatives) {
            const Problem found = check(alternative, value, where);
            if (!found) return std::nullopt;
            const std::string type = alternative.value("type", "");
            if (!problem || (!type.empty() && is_of_type(value, type))) problem = found;
        }
        return problem;
    }

    Problem check_object(const Json& schema, const Json& value, const std::string& where) const {
        const Json properties = schema.value("properties", Json::object());
        for (const auto& [name, member] : value.items()) {
            const auto property = properties.find(name);
            if (property == properties.end()) return unknown(properties, name, where);
            const std::string inner = where == kAll ? name : where + "." + name;
            if (auto problem = check(*property, member, inner)) return problem;
        }
        for (const Json& name : schema.value("required", Json::array())) {
            if (!value.contains(name.get_ref<const std::string&>()))
                return (where == kAll ? "" : where + ": ") + name.get<std::string>() +
                       " is missing";
        }
        return std::nullopt;
    }

    static std::string unknown(const Json& properties, const std::string& name,
                               const std::string& where) {
        Json names = Json::array();
        for (const auto& [known, schema] : properties.items())
            names.push_back(known);
        return where + " cannot have " + shown(name) + "; there is " + listed(names);
    }

    Problem check_array(const Json& schema, const Json& value, const std::string& where) const {
        if (auto problem = outside(schema, "minItems", "maxItems", value.size(), where, " items"))
            return problem;
        const auto items = schema.find("items");
        if (items == schema.end()) return std::nullopt;
        for (std::size_t at = 0; at < value.size(); ++at) {
            if (auto problem = check(*items, value[at], where + "[" + std::to_string(at) + "]"))
                return problem;
        }
        return std::nullopt;
    }

public:
    static constexpr const char* kAll = "the arguments";
};

}  // namespace

std::optional<std::string> find_wrong_argument(const Json& schema, const Json& arguments) {
    return Checker().check(schema, arguments, Checker::kAll);
}

Json tidied(Json arguments) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (arguments.is_number_float()) {
        const double number = arguments.get<double>();
        if (number == std::floor(number) && std::abs(number) < kExact)
            return static_cast<std::int64_t>(number);
        return arguments;
    }
    if (arguments.is_array()) {
        for (Json& item : arguments)
            item = tidied(std::move(item));
    }
    if (!arguments.is_object()) return arguments;
    Json tidy = Json::object();
    for (auto& [name, member] : arguments.items()) {
        if (!member.is_null()) tidy[name] = tidied(std::move(member));
    }
    return tidy;
}

}  // namespace casebook::mcp
