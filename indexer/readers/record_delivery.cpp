#include "record_delivery.hpp"

#include <nlohmann/json.hpp>

#include "report_fields.hpp"
#include "xml_records.hpp"

namespace casebook::readers {
namespace {

std::string pmc_id_of(const CaseReport& report) {
    if (report.extra.find("\"pmcid\"") == std::string::npos) return {};
    const auto extra = nlohmann::json::parse(report.extra, nullptr, false);
    if (!extra.is_object() || !extra["pmcid"].is_string()) return {};
    return extra["pmcid"].get<std::string>();
}

/// The name under which the article is known everywhere; empty if it has none.
std::string article_id(const CaseReport& report) {
    if (!report.doi.empty()) return report.doi;
    const std::string pmc = pmc_id_of(report);
    return pmc.empty() ? report.pmid : pmc;
}

}  // namespace

void RecordDelivery::accept(CaseReport&& report, const RecordOrigin& origin) {
    if (says_nothing(report)) return reject(origin, "the record has neither title nor text");
    begin_record();
    waiting_ = {std::move(report), origin};
    CaseReport& held = waiting_->first;
    RecordOrigin& place = waiting_->second;
    if (held.id.empty()) held.id = article_id(held);
    const bool named_after_article = !held.id.empty() && held.id == held.doi;
    if (named_after_article) place.id_source = IdSource::article;
    if (held.id.empty()) place.id_source = IdSource::file;
    if (several_ || !held.id.empty()) release(several_);
}

void RecordDelivery::reject(const RecordOrigin& origin, std::string reason) {
    begin_record();
    context_.reject(origin, std::move(reason));
}

void RecordDelivery::begin_record() {
    release(true);
    several_ |= std::exchange(seen_, true);
}

void RecordDelivery::release(bool numbered) {
    if (!waiting_) return;
    auto [report, origin] = *std::exchange(waiting_, std::nullopt);
    origin.stem = context_.stem;
    if (numbered && origin.record != 0) origin.stem += ":" + std::to_string(origin.record);
    if (report.id.empty()) report.id = origin.stem;
    context_.sink.accept(std::move(report), origin);
}

void read_xml_reports(ByteSource& source, const SourceContext& context,
                      const std::vector<std::string_view>& records,
                      const std::function<CaseReport(const MarkupElement&)>& parse) {
    RecordDelivery delivery(context);
    const auto problem =
        read_xml_records(source, records, context.options.max_record, [&](XmlRecord&& record) {
            delivery.accept(parse(*record.element),
                            {context.name, record.number, record.begin, record.end - record.begin});
        });
    if (problem) {
        delivery.reject({context.name, problem->record, problem->byte, 0},
                        problem->reason + " at byte " + std::to_string(problem->byte));
    }
    delivery.finish();
    if (!delivery.seen_any()) context.reject("holds no record of its format");
}

}  // namespace casebook::readers
