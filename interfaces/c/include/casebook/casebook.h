#ifndef CASEBOOK_CASEBOOK_H
#define CASEBOOK_CASEBOOK_H

/* casebook, a full-text search engine for medical case reports, from C.
 *
 * Conventions
 * - Texts are UTF-8 and end in NUL. Requests and answers are JSON, the same as the command line's
 *   (docs/json.md): a request is told in its section "Requests".
 * - Every function that can fail returns a status and takes `char **error` last. If that is not
 *   NULL, it is set to a message that says what to do, or to NULL if all went well.
 * - What a function puts into a `char **` belongs to the caller: casebook_free. Results are NULL
 *   unless the status is CASEBOOK_OK. Pointers to pointers of results must not be NULL.
 * - Closing or freeing NULL is nothing. No function prints, exits or lets an exception out.
 * - Threads may share a searcher and a cancel token; writers and annotators are for one at a time.
 *   After fork, only the process that opened a searcher may use it.
 *
 * Within one soversion functions are added and none is changed or removed; status values are never
 * renumbered. A program linked with this library is, as a whole, under the GNU GPL version 3 or
 * later (the library is linked with Xapian and CLD2). */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum casebook_status {
    CASEBOOK_OK = 0,
    CASEBOOK_NOT_FOUND = 1,       /* no file, folder, index or report of that name */
    CASEBOOK_NOT_AN_INDEX = 2,    /* something is there, but it is no casebook index */
    CASEBOOK_SCHEMA_MISMATCH = 3, /* an index made by other rules; the message names the way out */
    CASEBOOK_LOCKED = 4,          /* another process is writing to the index */
    CASEBOOK_CORRUPT = 5,         /* the index does not read back as it was written */
    CASEBOOK_IO = 6,              /* the system refused to read or write */
    CASEBOOK_DISK_FULL = 7,
    CASEBOOK_INVALID_ARGUMENT = 8,
    CASEBOOK_TIMED_OUT = 9,  /* not of searches, which return what they have */
    CASEBOOK_CANCELLED = 10, /* likewise */
    CASEBOOK_OUT_OF_MEMORY = 11,
    CASEBOOK_INTERNAL = 12 /* a mistake of the library's own: please report it */
} casebook_status;

typedef struct casebook_searcher casebook_searcher;
typedef struct casebook_writer casebook_writer;
typedef struct casebook_annotator casebook_annotator;
typedef struct casebook_cancel_token casebook_cancel_token;

/* The version of the library, such as "0.1.0". */
const char* casebook_version(void);

/* Gives back a text that a function of this header made. */
void casebook_free(char* text);

/* ---- Searching ---- */

/* Opens the index at `path`. */
casebook_status casebook_open_searcher(const char* path, casebook_searcher** searcher,
                                       char** error);
void casebook_close_searcher(casebook_searcher* searcher);

/* The answer to `request`. `token` may be NULL; else it ends the search when it is cancelled. A
 * search that ends early is CASEBOOK_OK and its answer has "timed_out":true. */
casebook_status casebook_search(const casebook_searcher* searcher, const char* request,
                                const casebook_cancel_token* token, char** answer, char** error);

/* The reports most like the one of the index with that id; CASEBOOK_NOT_FOUND if there is none. The
 * request's query is not looked at. */
casebook_status casebook_find_similar(const casebook_searcher* searcher, const char* id,
                                      const char* request, const casebook_cancel_token* token,
                                      char** answer, char** error);

/* The stored report of that id, as `casebook show --format json` has it. */
casebook_status casebook_show_report(const casebook_searcher* searcher, const char* id,
                                     char** report, char** error);

/* How `prefix` could go on, `top` ways at most, as `casebook suggest --format json` has it. */
casebook_status casebook_suggest(const casebook_searcher* searcher, const char* prefix, size_t top,
                                 char** completions, char** error);

/* Makes searches with a vector (a request's "embedding") faster in the newest commit of an index of
 * more than 20,000 embeddings, at the price of a neighbour missed now and then. Takes about a
 * millisecond an embedding; searches go on meanwhile. Nothing for a smaller index;
 * CASEBOOK_INVALID_ARGUMENT if the library was built without hnswlib. */
casebook_status casebook_prepare_neighbours(const casebook_searcher* searcher, char** error);

/* Ends the searches that it is given to, from any thread, now and later. It may be freed while they
 * run. NULL if there is no memory for it. */
casebook_cancel_token* casebook_make_cancel_token(void);
void casebook_cancel(casebook_cancel_token* token);
void casebook_free_cancel_token(casebook_cancel_token* token);

/* ---- Making an index ---- */

/* Opens the index at `path`, or makes an empty one, and holds its lock until closed. */
casebook_status casebook_open_writer(const char* path, casebook_writer** writer, char** error);

/* What was not committed is lost. */
void casebook_close_writer(casebook_writer* writer);

/* Adds reports, or replaces those with their ids: `length` bytes of JSON, one object a line or all
 * in an array, as `casebook index` reads them (docs/formats.md). A record that is bad is passed
 * over: the status is CASEBOOK_INVALID_ARGUMENT, the message tells the first, the others are added.
 * `added`, which may be NULL, is set to the number of reports that were added or replaced or stood
 * there already. Nothing is seen by searches until the commit. */
casebook_status casebook_add_reports(casebook_writer* writer, const char* json, size_t length,
                                     size_t* added, char** error);

/* CASEBOOK_NOT_FOUND if the index has no report of that id. */
casebook_status casebook_remove_report(casebook_writer* writer, const char* id, char** error);

/* Makes all changes so far durable and visible together. */
casebook_status casebook_commit(casebook_writer* writer, char** error);

/* ---- Analysis ---- */

casebook_status casebook_make_annotator(casebook_annotator** annotator, char** error);
void casebook_free_annotator(casebook_annotator* annotator);

/* What the analysis finds in a report, as `casebook annotate` has it. `text` is `length` bytes in
 * any form that `casebook index` reads; its first report is looked at. */
casebook_status casebook_annotate(casebook_annotator* annotator, const char* text, size_t length,
                                  char** annotation, char** error);

/* The concepts of the built-in thesaurus that `term`, a name in any language or an id, stands for,
 * as `casebook thesaurus lookup --format json` has them. */
casebook_status casebook_look_up(const char* term, char** concepts, char** error);

#ifdef __cplusplus
}
#endif

#endif
