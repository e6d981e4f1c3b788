// What one class of terms gives: an index that lacks it, to be searched like any other.

#include <xapian.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "casebook/schema.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(without_class DB CLASS
    Takes the terms of CLASS (surface, acronym, skeleton, title …, or `stem`) out of the reports of
    the index DB, in place. What the searcher then answers is what it would without that class.
)";

const TermClassRow& find_class(const std::string& name) {
    const auto row = std::find_if(kTermClasses.begin(), kTermClasses.end(),
                                  [&](const TermClassRow& known) { return known.name == name; });
    if (row == kTermClasses.end()) throw std::runtime_error(name + ": no such class of terms");
    return *row;
}

void remove_class(Xapian::WritableDatabase& database, const TermClassRow& row) {
    std::vector<Xapian::docid> documents;
    for (auto entry = database.postlist_begin(""); entry != database.postlist_end(""); ++entry)
        documents.push_back(*entry);
    for (const Xapian::docid number : documents) {
        Xapian::Document document = database.get_document(number);
        std::vector<std::string> terms;
        for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
            if (is_of_class(*term, row.term_class)) terms.push_back(*term);
        }
        for (const std::string& term : terms)
            document.remove_term(term);
        database.replace_document(number, document);
    }
    database.commit();
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    if (count != 3) {
        std::cerr << kUsage;
        return 2;
    }
    try {
        Xapian::WritableDatabase database(words[1], Xapian::DB_OPEN);
        remove_class(database, find_class(words[2]));
        return 0;
    } catch (const Xapian::Error& error) {
        std::cerr << "without_class: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "without_class: " << error.what() << '\n';
    }
    return 2;
}
