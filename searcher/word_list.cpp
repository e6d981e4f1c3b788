#include "word_list.hpp"

namespace casebook {

IndexWordList::IndexWordList(const Xapian::Database& database, TermClass term_class)
    : prefix_(row_of(term_class).prefix),
      at_(database.allterms_begin(prefix_)),
      end_(database.allterms_end(prefix_)) {
    constexpr const char* kBehindPrefixes = "[";  // no stem begins with an upper-case letter
    if (prefix_.empty()) at_.skip_to(kBehindPrefixes);
}

void IndexWordList::seek(std::string_view word) {
    if (at_ != end_) at_.skip_to(prefix_ + std::string(word));
}

void IndexWordList::next() {
    ++at_;
}

bool IndexWordList::at_end() const {
    return at_ == end_;
}

std::string IndexWordList::word() const {
    return (*at_).substr(prefix_.size());
}

Xapian::doccount IndexWordList::frequency() const {
    return at_.get_termfreq();
}

}  // namespace casebook
