#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/byte_source.hpp"
#include "markup.hpp"

namespace casebook::readers {

/// Why the reading of an XML file stopped. The reason holds no report text.
struct XmlProblem {
    std::string reason;
    std::uint64_t byte = 0;    ///< about where
    std::uint64_t record = 0;  ///< the record at hand, from 1; 0 outside of all
};

/// One record of an XML file.
struct XmlRecord {
    std::unique_ptr<MarkupElement> element;
    std::uint64_t number = 0;  ///< from 1
    std::uint64_t begin = 0;   ///< byte of the file, about
    std::uint64_t end = 0;
};

/// Reads XML of any size as a stream (libxml2's push parser) and calls `take` with each element
/// that has one of the names `records`, wherever it stands; only one is held at a time, of at most
/// `max_record` bytes and `kMostElements` elements. Nothing outside the file is ever read: no DTD,
/// no external entity, no network. HTML's named characters are known without a DTD; entities of the
/// file's own are taken if they are plain text, and the file is refused where one is external or
/// made of others. Answers why the reading stopped early; none at the end of a well-formed file.
[[nodiscard]] std::optional<XmlProblem> read_xml_records(
    ByteSource& source, const std::vector<std::string_view>& records, std::uint64_t max_record,
    const std::function<void(XmlRecord&&)>& take);

/// A whole, small XML file of our choice inside another (a part of a DOCX); null with the reason in
/// `problem` if it is not well-formed.
[[nodiscard]] std::unique_ptr<MarkupElement> parse_small_xml(std::string_view xml,
                                                             std::string_view root,
                                                             std::string& problem);

}  // namespace casebook::readers
