#include "query_vector.hpp"

#include <charconv>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "casebook/embedding.hpp"
#include "casebook/error.hpp"

namespace casebook::cli {
namespace {

constexpr std::string_view kStandardInput = "-";

std::string read_vector_bytes(const std::string& file) {
    constexpr std::streamsize kMost = 1 << 20;  // sixty bytes a number
    std::ifstream opened;
    if (file != kStandardInput) {
        opened.open(file, std::ios::binary);
        if (!opened) throw Error(ErrorCode::not_found, file + ": this file cannot be read");
    }
    std::istream& input = file == kStandardInput ? std::cin : opened;
    std::string bytes(kMost + 1, '\0');
    input.read(bytes.data(), kMost + 1);
    if (input.gcount() > kMost)
        throw Error(ErrorCode::invalid_argument, file + ": too long for one vector");
    bytes.resize(static_cast<std::size_t>(input.gcount()));
    return bytes;
}

double constant_of(const ParsedCommand& command) {
    const std::string text = command.value("fusion-k");
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end)
        throw UsageError("--fusion-k wants a number, not '" + text + "'", command.spec().name);
    return number;
}

}  // namespace

void read_query_vector(const ParsedCommand& command, SearchRequest& request) {
    if (!command.has("vector")) return;
    const std::string file = command.value("vector");
    const std::string name = file == kStandardInput ? "standard input" : file;
    const auto value = nlohmann::json::parse(read_vector_bytes(file), nullptr, false);
    const auto is_number = [](const nlohmann::json& item) { return item.is_number(); };
    if (!value.is_array() || !std::all_of(value.begin(), value.end(), is_number))
        throw Error(ErrorCode::invalid_argument, name + ": not a JSON array of numbers");
    for (const nlohmann::json& number : value)
        request.embedding.push_back(static_cast<float>(number.get<double>()));
    if (const std::string fault = embedding_fault(request.embedding); !fault.empty())
        throw Error(ErrorCode::invalid_argument, name + ": " + fault);
    request.fusion.depth = command.number("fusion-depth");
    request.fusion.k = constant_of(command);
}

}  // namespace casebook::cli
