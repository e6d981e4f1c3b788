// The peer that casebook is measured against: Xapian as it comes, with its own TermGenerator,
// QueryParser, BM25Weight and default flush settings. One thread.

#include <cstddef>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "bench/arguments.hpp"
#include "bench/timing.hpp"
#include "bench/trec_ids.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(stock_xapian index DB FILE.jsonl... [--stem LANG] [--stop-words FILE]
    Replaces DB by an index of title and text. LANG is a Snowball name ("english", "none"); stop
    words stand one a line. `run` and `time-queries` take both from the index.
stock_xapian run DB --topics FILE.tsv [--top 1000] [--tag TAG] [--drop-same-language] [--as-terms]
    Prints a TREC run. A topic is `id TAB query` on a line. With --as-terms the query is the OR of
    the terms that TermGenerator makes of it: the stock QueryParser leaves words in capitals
    unstemmed, makes phrases of hyphenated words and joins the character pairs of Chinese by AND.
stock_xapian time-queries DB --queries FILE [--mode or|and|phrase|prefix] [--repeat 5] [--top 10]
    Prints percentiles of the time from query text to ids, in microseconds, as JSON. FILE holds a
    query a line; the first pass over it warms up and is not counted.
)";

// Names of stored metadata, and the term that says which language a document's id ends in.
constexpr const char* kStemKey = "stem";
constexpr const char* kStopWordsKey = "stop_words";
constexpr const char* kLanguagePrefix = "XL";

const std::set<std::string> kFlags = {"--drop-same-language", "--as-terms"};
const std::set<std::string> kOptions = {"--stem",    "--stop-words", "--topics", "--top",
                                        "--tag",     "--queries",    "--mode",   "--repeat"};

std::ifstream open_file(const std::string& name) {
    std::ifstream file(name);
    if (!file) {
        throw std::runtime_error(name + ": cannot be read");
    }
    return file;
}

std::string read_file(const std::string& name) {
    std::ostringstream text;
    text << open_file(name).rdbuf();
    return text.str();
}

/// A document's id, from the first line of its data; the title is the second.
std::string id_of(const Xapian::Document& document) {
    const std::string data = document.get_data();
    return data.substr(0, data.find('\n'));
}

Xapian::SimpleStopper* make_stopper(const std::string& words) {
    std::istringstream list(words);
    return new Xapian::SimpleStopper(std::istream_iterator<std::string>(list), {});
}

void index_record(const nlohmann::json& record, Xapian::TermGenerator& generator,
                  Xapian::WritableDatabase& database) {
    const std::string id = record.at("id").get<std::string>();
    const std::string title = record.value("title", "");
    Xapian::Document document;
    document.set_data(id + "\n" + title);
    if (const std::string language = language_suffix(id); !language.empty()) {
        document.add_boolean_term(kLanguagePrefix + language);
    }
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(title);
    generator.increase_termpos();
    generator.index_text(record.at("text").get_ref<const std::string&>());
    database.add_document(document);
}

void index_files(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.positional();
    if (words.size() < 3) {
        throw UsageError("index needs DB and FILE");
    }
    Xapian::WritableDatabase database(words[1], Xapian::DB_CREATE_OR_OVERWRITE);
    const std::string stem = arguments.value("--stem", "english");
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem(stem));
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    database.set_metadata(kStemKey, stem);
    if (arguments.has("--stop-words")) {
        const std::string stop_words = read_file(arguments.value("--stop-words"));
        generator.set_stopper(make_stopper(stop_words)->release());
        database.set_metadata(kStopWordsKey, stop_words);
    }
    for (std::size_t i = 2; i < words.size(); ++i) {
        std::ifstream file = open_file(words[i]);
        for (std::string line; std::getline(file, line);) {
            index_record(nlohmann::json::parse(line), generator, database);
        }
    }
    database.commit();
}

/// A parser of the words of plain text, in which punctuation is no syntax.
class PlainParser {
public:
    explicit PlainParser(const Xapian::Database& database,
                         Xapian::Query::op op = Xapian::Query::OP_OR, unsigned flags = 0)
        : flags_(flags | Xapian::QueryParser::FLAG_CJK_NGRAM) {
        parser_.set_database(database);
        parser_.set_stemmer(Xapian::Stem(database.get_metadata(kStemKey)));
        parser_.set_default_op(op);
        const std::string stop_words = database.get_metadata(kStopWordsKey);
        if (!stop_words.empty()) {
            parser_.set_stopper(make_stopper(stop_words)->release());
        }
    }

    [[nodiscard]] Xapian::Query parse(const std::string& text) {
        return parser_.parse_query(text, flags_);
    }

private:
    Xapian::QueryParser parser_;
    unsigned flags_;
};

/// The OR of the terms of `text` as the index has them; a word that has a stem by its stem alone.
Xapian::Query terms_of(const std::string& text, const Xapian::Database& database) {
    const Xapian::Stem stem(database.get_metadata(kStemKey));
    Xapian::TermGenerator generator;
    generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
    generator.set_stemmer(stem);
    generator.index_text_without_positions(text);
    const Xapian::Document document = generator.get_document();
    std::map<std::string, Xapian::termcount> frequencies;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
        frequencies[*term] = term.get_wdf();
    }
    std::vector<Xapian::Query> terms;
    for (const auto& [term, frequency] : frequencies) {
        std::string stemmed = "Z";
        stemmed += stem(term);
        if (!frequencies.contains(stemmed)) {
            terms.emplace_back(term, frequency);
        }
    }
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

void print_hits(const std::string& topic, const Xapian::MSet& hits, const std::string& tag) {
    for (Xapian::MSetIterator hit = hits.begin(); hit != hits.end(); ++hit) {
        std::cout << encode_spaces(topic) << " Q0 " << encode_spaces(id_of(hit.get_document()))
                  << ' ' << hit.get_rank() + 1 << ' ' << hit.get_weight() << ' ' << tag << '\n';
    }
}

void run_topics(const Arguments& arguments) {
    const Xapian::Database database(arguments.positional().at(1));
    const unsigned top = arguments.count("--top", 1000);
    const std::string tag = arguments.value("--tag", "stock_xapian");
    const bool drop_same_language = arguments.has("--drop-same-language");
    const bool as_terms = arguments.has("--as-terms");
    PlainParser parser(database);
    Xapian::Enquire enquire(database);
    std::cout.precision(12);
    for (const std::string& line : read_lines(arguments.value("--topics"))) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) {
            throw std::runtime_error("a topic without a tab");
        }
        const std::string topic = line.substr(0, tab);
        const std::string text = line.substr(tab + 1);
        Xapian::Query query = as_terms ? terms_of(text, database) : parser.parse(text);
        if (drop_same_language) {
            query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
                                  Xapian::Query(kLanguagePrefix + language_suffix(topic)));
        }
        enquire.set_query(query);
        print_hits(topic, enquire.get_mset(0, top), tag);
    }
}

struct Mode {
    Xapian::Query::op op;
    unsigned flags = 0;
    const char* before = "";
    const char* after = "";
};

Mode parse_mode(const std::string& name) {
    if (name == "or") {
        return {Xapian::Query::OP_OR};
    }
    if (name == "and") {
        return {Xapian::Query::OP_AND};
    }
    if (name == "phrase") {
        return {Xapian::Query::OP_OR, Xapian::QueryParser::FLAG_PHRASE, "\"", "\""};
    }
    if (name == "prefix") {
        return {Xapian::Query::OP_AND, Xapian::QueryParser::FLAG_WILDCARD, "", "*"};
    }
    throw UsageError(name + ": no such mode");
}

void time_queries(const Arguments& arguments) {
    const Xapian::Database database(arguments.positional().at(1));
    const std::string name = arguments.value("--mode", "or");
    const Mode mode = parse_mode(name);
    const unsigned top = arguments.count("--top", 10);
    std::vector<std::string> queries = read_lines(arguments.value("--queries"));
    for (std::string& query : queries) {
        query = mode.before + query + mode.after;
    }
    PlainParser parser(database, mode.op, mode.flags);
    Xapian::Enquire enquire(database);
    const auto answer = [&](const std::string& query) {
        enquire.set_query(parser.parse(query));
        const Xapian::MSet hits = enquire.get_mset(0, top);
        std::size_t found = 0;
        for (Xapian::MSetIterator hit = hits.begin(); hit != hits.end(); ++hit) {
            found += id_of(hit.get_document()).empty() ? 0U : 1U;
        }
        return found;
    };
    std::cout << time_answers(name, queries, arguments.count("--repeat", 5), answer) << '\n';
}

void run_command(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.positional();
    if (words.size() < 2) {
        throw UsageError("a subcommand and DB are needed");
    }
    if (words[0] == "index") {
        index_files(arguments);
    } else if (words[0] == "run") {
        run_topics(arguments);
    } else if (words[0] == "time-queries") {
        time_queries(arguments);
    } else {
        throw UsageError(words[0] + ": no such subcommand");
    }
    if (!std::cout.flush()) {
        throw std::runtime_error("cannot write the output");
    }
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        run_command(Arguments(count, words, kFlags, kOptions));
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "stock_xapian: " << error.what() << "\n\n" << kUsage;
    } catch (const Xapian::Error& error) {
        std::cerr << "stock_xapian: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "stock_xapian: " << error.what() << '\n';
    }
    return 2;
}
