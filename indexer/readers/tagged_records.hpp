#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "format_reader.hpp"

namespace casebook::readers {

/// The fields of one record of tagged lines ("TI  - On a spleen"), in order for each tag.
class TaggedRecord {
public:
    void add(std::string_view tag, std::string_view value);

    /// All values of a tag; none for an unknown one.
    [[nodiscard]] const std::vector<std::string>& all(std::string_view tag) const;

    /// The first value of the first tag that has any; empty if none has.
    [[nodiscard]] std::string first(std::initializer_list<std::string_view> tags) const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// What sets one tagged format apart from another.
struct TaggedFormat {
    std::string_view first_tag;  ///< begins a record
    std::string_view last_tag;   ///< ends one; empty if the next record does
    std::size_t tag_width;       ///< of the tag before its '-', spaces counted
};

/// Splits a line into tag and value; false if it has no tag and goes on with the last value.
[[nodiscard]] bool split_tagged_line(std::string_view line, const TaggedFormat& format,
                                     std::string_view& tag, std::string_view& value);

/// Reads the records of `source` as a stream and hands on the report that `parse` makes of each. A
/// record above `ReadOptions::max_record` is rejected unread.
void read_tagged_records(ByteSource& source, const SourceContext& context,
                         const TaggedFormat& format,
                         const std::function<CaseReport(const TaggedRecord&)>& parse);

}  // namespace casebook::readers
