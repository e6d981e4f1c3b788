#include "builder.hpp"

#include <future>

#include "measurement.hpp"

namespace layout {
namespace {

namespace fs = std::filesystem;

/// Records first…last-1, one job's share.
struct Share {
    std::size_t first = 0;
    std::size_t last = 0;
};

std::vector<Share> make_shares(const std::vector<Record>& records, unsigned jobs) {
    const auto share_bytes = text_bytes(records) / jobs + 1;
    std::vector<Share> shares(1);
    std::size_t bytes = 0;
    for (std::size_t index = 0; index < records.size(); ++index) {
        if (bytes >= share_bytes) {
            shares.back().last = index;
            shares.push_back({index, index});
            bytes = 0;
        }
        bytes += records[index].title.size() + records[index].text.size();
    }
    shares.back().last = records.size();
    return shares;
}

void index_share(const std::vector<Record>& records, Share share, const BuildPlan& plan,
                 const fs::path& directory) {
    const int flags = Xapian::DB_CREATE_OR_OVERWRITE |
                      (plan.dangerous ? Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS : 0);
    Xapian::WritableDatabase database(directory.string(), flags);
    DocumentMaker maker(plan.layout);
    std::size_t pending = 0;
    for (auto index = share.first; index < share.last; ++index) {
        const auto& record = records[index];
        database.add_document(maker.make(record));
        pending += record.title.size() + record.text.size();
        if (pending >= plan.commit_bytes) {
            database.commit();
            pending = 0;
        }
    }
    database.commit();
}

void compact_into(const std::vector<fs::path>& parts, const fs::path& directory) {
    Xapian::Database all;
    for (const auto& part : parts)
        all.add_database(Xapian::Database(part.string()));
    all.compact(directory.string());
}

}  // namespace

BuildTimes build_index(const std::vector<Record>& records, const BuildPlan& plan,
                       const fs::path& directory) {
    fs::remove_all(directory);
    const auto temporary = fs::path(directory.string() + ".parts");
    fs::remove_all(temporary);
    fs::create_directories(temporary);
    BuildTimes times;
    Stopwatch watch;
    std::vector<fs::path> parts;
    std::vector<std::future<void>> jobs;
    for (const auto share : make_shares(records, plan.jobs)) {
        parts.push_back(temporary / std::to_string(parts.size()));
        const auto index_part = [&records, &plan, share, part = parts.back()] {
            index_share(records, share, plan, part);
        };
        jobs.push_back(std::async(std::launch::async, index_part));
    }
    for (auto& job : jobs)
        job.get();
    times.index_seconds = watch.restart();
    compact_into(parts, directory);
    times.compact_seconds = watch.restart();
    fs::remove_all(temporary);
    return times;
}

double build_with_term_generator(const std::vector<Record>& records, const fs::path& directory) {
    fs::remove_all(directory);
    Stopwatch watch;
    Xapian::WritableDatabase database(directory.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("english"));
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    for (const auto& record : records) {
        Xapian::Document document;
        generator.set_document(document);
        generator.set_termpos(0);
        generator.index_text(record.title);
        generator.increase_termpos();
        generator.index_text(record.text);
        document.add_boolean_term("Q" + record.id);
        database.add_document(document);
    }
    database.commit();
    return watch.restart();
}

TableSizes table_sizes(const fs::path& directory) {
    TableSizes sizes;
    for (const auto& entry : fs::directory_iterator(directory)) {
        const auto name = entry.path().stem().string();
        const auto bytes = static_cast<std::size_t>(entry.file_size());
        if (name == "postlist")
            sizes.postlist += bytes;
        else if (name == "position")
            sizes.position += bytes;
        else if (name == "termlist")
            sizes.termlist += bytes;
        else if (name == "docdata")
            sizes.docdata += bytes;
        else
            sizes.other += bytes;
    }
    return sizes;
}

}  // namespace layout
