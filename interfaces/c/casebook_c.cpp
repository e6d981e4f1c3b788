#include "casebook/casebook.h"

#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>

#include "casebook/annotation.hpp"
#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/ingest.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/search_json.hpp"
#include "casebook/search_request_json.hpp"
#include "casebook/searcher.hpp"
#include "casebook/thesaurus_lookup.hpp"

struct casebook_searcher {
    casebook::Searcher searcher;
};
struct casebook_writer {
    casebook::IndexWriter writer;
};
struct casebook_annotator {
    casebook::Annotator annotator;
};
struct casebook_cancel_token {
    std::shared_ptr<casebook::CancelToken> token;
};

namespace {

using casebook::Error;
using casebook::ErrorCode;

char* copy_of(std::string_view text) {
    auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
    if (copy == nullptr) throw std::bad_alloc();
    std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

casebook_status fail(casebook_status status, std::string_view message, char** error) noexcept {
    if (error == nullptr) return status;
    try {
        *error = copy_of(message);
    } catch (const std::bad_alloc&) {
        *error = nullptr;
    }
    return status;
}

/// Runs `action`; what it throws becomes a status and a message.
template <typename Action>
casebook_status guarded(char** error, Action action) noexcept {
    if (error != nullptr) *error = nullptr;
    try {
        action();
        return CASEBOOK_OK;
    } catch (const Error& caught) {
        return fail(static_cast<casebook_status>(caught.code()), caught.what(), error);
    } catch (const std::bad_alloc&) {
        return fail(CASEBOOK_OUT_OF_MEMORY, "there is not enough memory", error);
    } catch (const std::exception& caught) {
        return fail(CASEBOOK_INTERNAL, caught.what(), error);
    } catch (...) {
        return fail(CASEBOOK_INTERNAL, "an exception of no known kind", error);
    }
}

/// The same for what makes a text.
template <typename Action>
casebook_status text_from(char** text, char** error, Action action) noexcept {
    *text = nullptr;
    return guarded(error, [&] { *text = copy_of(action()); });
}

/// `pointer` as text; throws if it is NULL.
const char* required(const char* pointer, const char* name) {
    if (pointer == nullptr)
        throw Error(ErrorCode::invalid_argument, std::string(name) + " must not be NULL");
    return pointer;
}

casebook::SearchRequest request_of(const char* json, const casebook_cancel_token* token) {
    casebook::SearchRequest request = casebook::parse_search_request(required(json, "the request"));
    if (token != nullptr) request.cancel = token->token;
    return request;
}

[[noreturn]] void no_report(std::string_view id) {
    throw Error(ErrorCode::not_found, "no report has the id '" + std::string(id) + "'");
}

}  // namespace

extern "C" {

const char* casebook_version(void) {
    return CASEBOOK_VERSION;
}

void casebook_free(char* text) {
    std::free(text);
}

casebook_status casebook_open_searcher(const char* path, casebook_searcher** searcher,
                                       char** error) {
    *searcher = nullptr;
    return guarded(error, [&] {
        *searcher = new casebook_searcher{casebook::Searcher(required(path, "the path"))};
    });
}

void casebook_close_searcher(casebook_searcher* searcher) {
    delete searcher;
}

casebook_status casebook_search(const casebook_searcher* searcher, const char* request,
                                const casebook_cancel_token* token, char** answer, char** error) {
    return text_from(answer, error, [&] {
        return casebook::to_json(searcher->searcher.search(request_of(request, token)));
    });
}

casebook_status casebook_find_similar(const casebook_searcher* searcher, const char* id,
                                      const char* request, const casebook_cancel_token* token,
                                      char** answer, char** error) {
    return text_from(answer, error, [&] {
        const auto result =
            searcher->searcher.similar(required(id, "the id"), request_of(request, token));
        if (!result) no_report(id);
        return casebook::to_json(*result);
    });
}

casebook_status casebook_show_report(const casebook_searcher* searcher, const char* id,
                                     char** report, char** error) {
    return text_from(report, error, [&] {
        const auto found = searcher->searcher.find_report(required(id, "the id"));
        if (!found) no_report(id);
        return casebook::to_json(*found);
    });
}

casebook_status casebook_suggest(const casebook_searcher* searcher, const char* prefix, size_t top,
                                 char** completions, char** error) {
    return text_from(completions, error, [&] {
        const std::string_view typed = required(prefix, "the prefix");
        return casebook::to_json(typed, searcher->searcher.suggest(typed, top));
    });
}

casebook_status casebook_prepare_neighbours(const casebook_searcher* searcher, char** error) {
    return guarded(error, [&] { searcher->searcher.prepare_neighbours(); });
}

casebook_cancel_token* casebook_make_cancel_token(void) {
    try {
        return new casebook_cancel_token{std::make_shared<casebook::CancelToken>()};
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

void casebook_cancel(casebook_cancel_token* token) {
    if (token != nullptr) token->token->cancel();
}

void casebook_free_cancel_token(casebook_cancel_token* token) {
    delete token;
}

casebook_status casebook_open_writer(const char* path, casebook_writer** writer, char** error) {
    *writer = nullptr;
    return guarded(error, [&] {
        *writer = new casebook_writer{casebook::IndexWriter(required(path, "the path"))};
    });
}

void casebook_close_writer(casebook_writer* writer) {
    delete writer;
}

casebook_status casebook_add_reports(casebook_writer* writer, const char* json, size_t length,
                                     size_t* added, char** error) {
    if (added != nullptr) *added = 0;
    return guarded(error, [&] {
        const casebook::RecordsAdded records =
            casebook::add_records(writer->writer, {required(json, "the reports"), length});
        if (added != nullptr) *added = records.added;
        if (records.rejections.empty()) return;
        const casebook::Rejection& first = records.rejections.front();
        throw Error(ErrorCode::invalid_argument,
                    "record " + std::to_string(first.origin.record) + ": " + first.reason);
    });
}

casebook_status casebook_remove_report(casebook_writer* writer, const char* id, char** error) {
    return guarded(error, [&] {
        if (!writer->writer.remove(required(id, "the id"))) no_report(id);
    });
}

casebook_status casebook_commit(casebook_writer* writer, char** error) {
    return guarded(error, [&] { writer->writer.commit(); });
}

casebook_status casebook_make_annotator(casebook_annotator** annotator, char** error) {
    *annotator = nullptr;
    return guarded(error, [&] { *annotator = new casebook_annotator(); });
}

void casebook_free_annotator(casebook_annotator* annotator) {
    delete annotator;
}

casebook_status casebook_annotate(casebook_annotator* annotator, const char* text, size_t length,
                                  char** annotation, char** error) {
    return text_from(annotation, error, [&] {
        return annotator->annotator.annotate(
            casebook::read_first_report({required(text, "the text"), length}));
    });
}

casebook_status casebook_look_up(const char* term, char** concepts, char** error) {
    return text_from(concepts, error, [&] {
        const casebook::Thesaurus& thesaurus = casebook::built_in_thesaurus();
        return casebook::to_json(thesaurus,
                                 casebook::look_up_concepts(thesaurus, required(term, "the term")));
    });
}

}  // extern "C"
