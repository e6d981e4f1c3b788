#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format_reader.hpp"
#include "markup.hpp"

namespace casebook::readers {

/// Hands the records of one source to the sink, in order. A report without an id of its own is
/// named after its DOI, else its PMC id, its PMID, or the source, with the record's number if the
/// source holds several: so the first report waits until a second record shows that it does.
class RecordDelivery {
public:
    explicit RecordDelivery(const SourceContext& context) : context_(context) {}

    /// A report that says nothing that could be found is rejected.
    void accept(CaseReport&& report, const RecordOrigin& origin);
    void reject(const RecordOrigin& origin, std::string reason);

    /// Call when the source has ended.
    void finish() { release(several_); }

    [[nodiscard]] bool seen_any() const { return seen_; }

private:
    void begin_record();
    void release(bool numbered);

    const SourceContext& context_;
    std::optional<std::pair<CaseReport, RecordOrigin>> waiting_;
    bool seen_ = false;
    bool several_ = false;
};

/// Reads `source` as XML whose elements named `records` are a report each, by `parse`.
void read_xml_reports(ByteSource& source, const SourceContext& context,
                      const std::vector<std::string_view>& records,
                      const std::function<CaseReport(const MarkupElement&)>& parse);

}  // namespace casebook::readers
