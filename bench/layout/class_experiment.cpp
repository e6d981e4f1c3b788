#include <cstdio>
#include <ostream>
#include <string>

#include "builder.hpp"
#include "experiments.hpp"
#include "measurement.hpp"

namespace layout {
namespace {

constexpr std::size_t kDictionaryBytes = 110'000;
constexpr int kFastZstd = 3;
constexpr int kSmallZstd = 12;

struct Step {
    std::string name;
    Layout layout;
};

std::vector<Step> class_steps() {
    Layout layout;
    layout.positions = Positions::none;
    std::vector<Step> steps = {{"stems", layout}};
    layout.surfaces = true;
    steps.push_back({"+surfaces", layout});
    layout.acronyms = true;
    steps.push_back({"+acronyms", layout});
    layout.skeletons = true;
    steps.push_back({"+skeletons", layout});
    layout.positions = Positions::xapian;
    steps.push_back({"all+xapian-positions", layout});
    layout.positions = Positions::blob;
    steps.push_back({"all+blob", layout});
    Layout stems;
    steps.push_back({"stems+blob", stems});
    stems.positions = Positions::xapian;
    steps.push_back({"stems+xapian-positions", stems});
    stems.wdf = Wdf::frequency;
    steps.push_back({"stems+xapian-positions,stock-wdf", stems});
    stems.positions = Positions::none;
    steps.push_back({"stems,stock-wdf", stems});
    return steps;
}

std::vector<Step> stored_steps(const std::vector<Record>& records) {
    Layout layout;
    layout.positions = Positions::none;
    std::vector<Step> steps;
    const auto add = [&](const std::string& name, Stored stored, int level, bool with_dictionary) {
        layout.stored = stored;
        layout.compression = level;
        layout.dictionary = with_dictionary ? train_dictionary(records, kDictionaryBytes) : "";
        steps.push_back({name, layout});
    };
    add("stems+stored-plain", Stored::plain, 0, false);
    add("stems+stored-zlib6", Stored::zlib, 6, false);
    add("stems+stored-zstd3", Stored::zstd, kFastZstd, false);
    add("stems+stored-zstd12", Stored::zstd, kSmallZstd, false);
    add("stems+stored-zstd3-dictionary", Stored::zstd, kFastZstd, true);
    add("stems+stored-zstd12-dictionary", Stored::zstd, kSmallZstd, true);
    return steps;
}

struct ShapeTotals {
    std::size_t bytes = 0;
    std::size_t documents = 0;
};

ShapeTotals total_of(const std::vector<Record>& records, PositionBlobWriter::Shape shape) {
    Layout layout;
    layout.blob_shape = shape;
    DocumentMaker maker(layout);
    ShapeTotals totals;
    for (const auto& record : records) {
        totals.bytes += maker.make(record).get_value(kPositionSlot).size();
        ++totals.documents;
    }
    return totals;
}

}  // namespace

void run_shape_experiment(const Bench& bench, std::ostream& table) {
    table << "hash_bits\tbucket_bits\tMB\tshare_of_text\tbytes_per_document\n";
    const auto text = static_cast<double>(text_bytes(bench.records));
    for (const unsigned hash_bits : {14U, 16U, 18U, 20U, 22U}) {
        for (const unsigned bucket_bits : {0U, 2U, 4U}) {
            const auto totals = total_of(bench.records, {hash_bits, bucket_bits});
            const auto bytes = static_cast<double>(totals.bytes);
            table << hash_bits << '\t' << bucket_bits << '\t' << bytes / 1e6 << '\t' << bytes / text
                  << '\t' << bytes / static_cast<double>(totals.documents) << std::endl;
        }
    }
}

void run_class_experiment(const Bench& bench, std::ostream& table) {
    table << "layout\tpostlist_MB\tposition_MB\ttermlist_MB\tdocdata_MB\tother_MB\ttotal_MB\t"
             "share_of_text\tindex_s\tcompact_s\tcpu_s\n";
    auto steps = class_steps();
    for (auto& step : stored_steps(bench.records))
        steps.push_back(std::move(step));
    const auto bytes = static_cast<double>(text_bytes(bench.records));
    for (const auto& step : steps) {
        BuildPlan plan;
        plan.layout = step.layout;
        const auto directory = bench.work / "classes";
        const double cpu_before = cpu_seconds();
        const auto times = build_index(bench.records, plan, directory);
        const double cpu = cpu_seconds() - cpu_before;
        const auto sizes = table_sizes(directory);
        table << step.name;
        for (const auto size : {sizes.postlist, sizes.position, sizes.termlist, sizes.docdata,
                                sizes.other, sizes.total()}) {
            table << '\t' << static_cast<double>(size) / 1e6;
        }
        table << '\t' << static_cast<double>(sizes.total()) / bytes << '\t' << times.index_seconds
              << '\t' << times.compact_seconds << '\t' << cpu << std::endl;
    }
}

}  // namespace layout
