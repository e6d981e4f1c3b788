#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook::readers {

/// Whether `path` fits `pattern` as in gitignore: `*` and `?` stop at '/', `**` does not, `[a-z]`
/// and `[!a-z]` are one character, `\` takes the next one as it is. Takes time of the product of
/// their lengths at most.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view path);

/// What a walk passes over: gitignore's rules but for those few that depend on a repository. The
/// last rule that fits decides; "!" takes a path in again; one that ends in '/' is for folders; one
/// with '/' elsewhere holds from the folder that it stands in, any other at every depth below.
class IgnoreRules {
public:
    /// Adds the lines of an ignore file in the folder `base` below the root ("" for the root, else
    /// "ward/"). Empty lines and those that begin with '#' say nothing.
    void add(std::string_view lines, std::string_view base);

    /// How many rules there are, and back to an earlier number: what a folder added goes with it.
    [[nodiscard]] std::size_t size() const { return rules_.size(); }
    void shrink(std::size_t size) { rules_.resize(size); }

    /// Whether the file or folder at `path` below the root is passed over.
    [[nodiscard]] bool ignores(std::string_view path, bool is_folder) const;

private:
    struct Rule {
        std::string base;
        std::string pattern;
        bool takes_in = false;
        bool folders_only = false;
        bool anchored = false;
    };
    std::vector<Rule> rules_;
};

}  // namespace casebook::readers
