#include <ostream>
#include <string>

#include "builder.hpp"
#include "experiments.hpp"
#include "measurement.hpp"

namespace layout {
namespace {

constexpr std::size_t kMegabyte = 1'000'000;

std::vector<BuildPlan> make_plans() {
    std::vector<BuildPlan> plans;
    for (const std::size_t megabytes : {1U, 2U, 3U, 4U, 8U}) {
        BuildPlan plan;
        plan.commit_bytes = megabytes * kMegabyte;
        plans.push_back(plan);
    }
    BuildPlan other;
    other.dangerous = false;
    plans.push_back(other);
    other = {};
    other.layout.positions = Positions::xapian;
    plans.push_back(other);
    other.layout.positions = Positions::none;
    plans.push_back(other);
    other = {};
    other.jobs = 1;
    plans.push_back(other);
    return plans;
}

/// Seconds to turn all records into documents on one thread, with no database.
double time_text_work(const std::vector<Record>& records) {
    DocumentMaker maker({});
    Xapian::termcount terms = 0;
    Stopwatch watch;
    for (const auto& record : records)
        terms += maker.make(record).termlist_count();
    return terms > 0 ? watch.restart() : 0;
}

const char* positions_name(Positions positions) {
    switch (positions) {
        case Positions::none:
            return "none";
        case Positions::xapian:
            return "xapian";
        case Positions::blob:
            return "blob";
    }
    return "";
}

}  // namespace

void run_commit_experiment(const Bench& bench, std::ostream& table) {
    table << "allocator\tround\tjobs\tcommit_MB\tflags\tpositions\tindex_s\tcompact_s\ttotal_s\t"
             "cpu_s\tMB_per_s\tMB_per_cpu_s\n";
    const auto megabytes = static_cast<double>(text_bytes(bench.records)) / 1e6;
    for (int round = 1; round <= bench.rounds; ++round) {
        double cpu = cpu_seconds();
        const double text = time_text_work(bench.records);
        cpu = cpu_seconds() - cpu;
        table << allocator_name() << '\t' << round << "\t1\t0\tdocuments only\tblob\t" << text
              << "\t0\t" << text << '\t' << cpu << '\t' << megabytes / text << '\t'
              << megabytes / cpu << std::endl;
        for (const auto& plan : make_plans()) {
            cpu = cpu_seconds();
            const auto times = build_index(bench.records, plan, bench.work / "commit");
            cpu = cpu_seconds() - cpu;
            table << allocator_name() << '\t' << round << '\t' << plan.jobs << '\t'
                  << static_cast<double>(plan.commit_bytes) / kMegabyte << '\t'
                  << (plan.dangerous ? "no_sync|dangerous" : "none") << '\t'
                  << positions_name(plan.layout.positions) << '\t' << times.index_seconds << '\t'
                  << times.compact_seconds << '\t' << times.total() << '\t' << cpu << '\t'
                  << megabytes / times.total() << '\t' << megabytes / cpu << std::endl;
        }
    }
}

void run_peer_experiment(const Bench& bench, std::ostream& table) {
    table << "allocator\tround\tseconds\tcpu_s\tMB_per_s\tMB_per_cpu_s\tshare_of_text\n";
    const auto bytes = static_cast<double>(text_bytes(bench.records));
    for (int round = 1; round <= bench.rounds; ++round) {
        const auto directory = bench.work / "peer";
        double cpu = cpu_seconds();
        const double seconds = build_with_term_generator(bench.records, directory);
        cpu = cpu_seconds() - cpu;
        table << allocator_name() << '\t' << round << '\t' << seconds << '\t' << cpu << '\t'
              << bytes / 1e6 / seconds << '\t' << bytes / 1e6 / cpu << '\t'
              << static_cast<double>(table_sizes(directory).total()) / bytes << std::endl;
    }
}

}  // namespace layout
