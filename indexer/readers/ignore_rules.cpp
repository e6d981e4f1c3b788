#include "ignore_rules.hpp"

#include <algorithm>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// The length of the class "[…]" that `pattern` begins with, and whether it holds `byte`; 0 if it
/// is not closed.
std::size_t match_class(std::string_view pattern, char byte, bool& holds) {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    holds = false;
    for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
        const char low = pattern[at++];
        char high = low;
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            high = pattern[at + 1];
            at += 2;
        }
        holds |= low <= byte && byte <= high;
    }
    if (at >= pattern.size()) return 0;
    holds = holds != negated && byte != '/';
    return at + 1;
}

/// Whether the first byte of `path` fits what `pattern` begins with; `used` is its length.
bool match_one(std::string_view pattern, char byte, std::size_t& used) {
    used = 1;
    if (pattern.front() == '?') return byte != '/';
    if (pattern.front() == '[') {
        bool holds = false;
        if (const std::size_t size = match_class(pattern, byte, holds); size > 0) {
            used = size;
            return holds;
        }
    }
    if (pattern.front() == '\\' && pattern.size() > 1) {
        used = 2;
        return pattern[1] == byte;
    }
    return pattern.front() == byte;
}

/// The places in `path` that each beginning of the pattern can reach, set by set: no input makes it
/// go back.
std::vector<bool> reach(const std::vector<bool>& from, std::string_view path, bool over_folders) {
    std::vector<bool> to = from;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (to[at] && (over_folders || path[at] != '/')) to[at + 1] = true;
    }
    return to;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
    std::vector<bool> here(path.size() + 1, false);
    here[0] = true;
    while (!pattern.empty()) {
        if (pattern.starts_with("**/")) {  // no folder, or any number of them
            std::vector<bool> next = here;
            const std::vector<bool> all = reach(here, path, true);
            for (std::size_t at = 0; at < path.size(); ++at)
                if (all[at] && path[at] == '/') next[at + 1] = true;
            here = std::move(next);
            pattern.remove_prefix(3);
        } else if (pattern.front() == '*') {
            const bool twice = pattern.starts_with("**");
            here = reach(here, path, twice);
            pattern.remove_prefix(twice ? 2 : 1);
        } else {
            std::vector<bool> next(path.size() + 1, false);
            std::size_t used = 1;
            for (std::size_t at = 0; at < path.size(); ++at)
                if (match_one(pattern, path[at], used) && here[at]) next[at + 1] = true;
            if (path.empty()) return false;
            here = std::move(next);
            pattern.remove_prefix(used);
        }
    }
    return here.back();
}

void IgnoreRules::add(std::string_view lines, std::string_view base) {
    for (std::string_view line : split(lines, "\n")) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        while (line.ends_with(' ') && !line.ends_with("\\ "))
            line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        Rule rule;
        rule.base = base;
        rule.takes_in = line.starts_with('!');
        if (rule.takes_in) line.remove_prefix(1);
        rule.folders_only = line.ends_with('/');
        if (rule.folders_only) line.remove_suffix(1);
        rule.anchored = line.find('/') != line.npos;
        if (line.starts_with('/')) line.remove_prefix(1);
        rule.pattern = line;
        if (!line.empty()) rules_.push_back(std::move(rule));
    }
}

bool IgnoreRules::ignores(std::string_view path, bool is_folder) const {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const auto fits = [&](const Rule& rule) {
        if (rule.folders_only && !is_folder) return false;
        if (!path.starts_with(rule.base)) return false;
        return matches_glob(rule.pattern, rule.anchored ? path.substr(rule.base.size()) : name);
    };
    const auto last = std::find_if(rules_.rbegin(), rules_.rend(), fits);
    return last != rules_.rend() && !last->takes_in;
}

}  // namespace casebook::readers
