// casebook._native: what the Python package stands on. Requests and answers are JSON, which the
// package makes and reads; everything that works long does so without Python's lock.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>

#include "casebook/annotation.hpp"
#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/ingest.hpp"
#include "casebook/memory_index.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/search_json.hpp"
#include "casebook/search_request_json.hpp"
#include "casebook/searcher.hpp"
#include "casebook/thesaurus_lookup.hpp"

namespace py = pybind11;

namespace casebook {
namespace {

using Token = std::shared_ptr<CancelToken>;
using Unlocked = py::call_guard<py::gil_scoped_release>;

struct ErrorClass {
    ErrorCode code;
    const char* name;
    PyObject* also;  ///< a class of Python's that it is, too
};

std::array<ErrorClass, 10> error_classes() {
    return {{{ErrorCode::not_found, "NotFoundError", PyExc_LookupError},
             {ErrorCode::not_an_index, "NotAnIndexError", nullptr},
             {ErrorCode::schema_mismatch, "SchemaMismatchError", nullptr},
             {ErrorCode::locked, "LockedError", nullptr},
             {ErrorCode::corrupt, "CorruptError", nullptr},
             {ErrorCode::io, "StorageError", PyExc_OSError},
             {ErrorCode::disk_full, "DiskFullError", PyExc_OSError},
             {ErrorCode::invalid_argument, "InvalidArgumentError", PyExc_ValueError},
             {ErrorCode::timed_out, "TimedOutError", PyExc_TimeoutError},
             {ErrorCode::cancelled, "CancelledError", nullptr}}};
}

/// Python's classes of our errors, by code. Live as long as the process, as its modules do.
std::array<PyObject*, 11>& classes_by_code() {
    static std::array<PyObject*, 11> classes{};
    return classes;
}

void define_errors(py::module_& module) {
    PyObject* base = PyErr_NewExceptionWithDoc(
        "casebook.Error", "An operation that cannot go on; the message says what to do.",
        PyExc_Exception, nullptr);
    module.attr("Error") = py::handle(base);
    for (const ErrorClass& row : error_classes()) {
        const py::tuple bases = row.also == nullptr
                                    ? py::make_tuple(py::handle(base))
                                    : py::make_tuple(py::handle(base), py::handle(row.also));
        const std::string name = std::string("casebook.") + row.name;
        PyObject* made = PyErr_NewException(name.c_str(), bases.ptr(), nullptr);
        classes_by_code().at(static_cast<std::size_t>(row.code)) = made;
        module.attr(row.name) = py::handle(made);
    }
    py::register_exception_translator([](std::exception_ptr pointer) {
        try {
            if (pointer) std::rethrow_exception(pointer);
        } catch (const Error& error) {
            PyErr_SetString(classes_by_code().at(static_cast<std::size_t>(error.code())),
                            error.what());
        }
    });
}

SearchRequest request_of(const std::string& json, const Token& token) {
    SearchRequest request = parse_search_request(json);
    request.cancel = token;
    return request;
}

void define_searcher(py::module_& module) {
    py::class_<CancelToken, Token>(module, "CancelToken",
                                   "Ends the searches that it is given to, from any thread.")
        .def(py::init())
        .def("cancel", &CancelToken::cancel)
        .def_property_readonly("cancelled", &CancelToken::cancelled);
    py::class_<Searcher>(module, "Searcher")
        .def(py::init([](const std::string& path) { return Searcher(path); }), Unlocked())
        .def(
            "search",
            [](const Searcher& searcher, const std::string& request, const Token& token) {
                return to_json(searcher.search(request_of(request, token)));
            },
            Unlocked())
        .def(
            "similar",
            [](const Searcher& searcher, const std::string& id, const std::string& request,
               const Token& token) -> std::optional<std::string> {
                const auto result = searcher.similar(id, request_of(request, token));
                if (!result) return std::nullopt;
                return to_json(*result);
            },
            Unlocked())
        .def(
            "similar_to_text",
            [](const Searcher& searcher, const std::string& text, const std::string& request,
               const Token& token) {
                return to_json(
                    searcher.similar(read_first_report(text), request_of(request, token)));
            },
            Unlocked())
        .def(
            "rank",
            [](const Searcher& searcher, const std::string& request) {
                std::vector<std::pair<std::string, double>> ranking;
                for (const RankedId& ranked : searcher.rank(parse_search_request(request)))
                    ranking.emplace_back(ranked.id, ranked.score);
                return ranking;
            },
            Unlocked())
        .def(
            "show",
            [](const Searcher& searcher, const std::string& id) -> std::optional<std::string> {
                const auto found = searcher.find_report(id);
                if (!found) return std::nullopt;
                return to_json(*found);
            },
            Unlocked())
        .def(
            "suggest",
            [](const Searcher& searcher, const std::string& prefix, std::size_t top) {
                return to_json(prefix, searcher.suggest(prefix, top));
            },
            Unlocked())
        .def("prepare_neighbours", &Searcher::prepare_neighbours, Unlocked());
}

/// Adds records of JSON; returns how many, and why others were not.
std::pair<std::size_t, std::vector<std::string>> add_json(IndexWriter& writer,
                                                          const std::string& json) {
    const RecordsAdded records = add_records(writer, json);
    std::vector<std::string> reasons;
    for (const Rejection& rejection : records.rejections)
        reasons.push_back("record " + std::to_string(rejection.origin.record) + ": " +
                          rejection.reason);
    return {records.added, std::move(reasons)};
}

void define_indexer(py::module_& module) {
    py::class_<IndexWriter>(module, "IndexWriter")
        .def(py::init([](const std::string& path, int wait) {
                 WriterOptions options;
                 options.wait = std::chrono::seconds(wait);
                 return IndexWriter(path, options);
             }),
             Unlocked())
        .def("add", &add_json, Unlocked())
        .def("remove", &IndexWriter::remove, Unlocked())
        .def("commit", &IndexWriter::commit, Unlocked())
        .def_property_readonly("report_count", &IndexWriter::report_count);
    py::class_<MemoryIndex>(module, "MemoryIndex")
        .def(py::init([] { return MemoryIndex(); }))
        .def_property_readonly("path",
                               [](const MemoryIndex& index) { return index.path().string(); });
    module.def("ingest", [](const std::string& index, const std::vector<std::string>& paths,
                            unsigned jobs, bool sync) {
        IngestOptions options;
        options.jobs = jobs;
        options.sync = sync;
        IngestReport report;
        {
            const py::gil_scoped_release unlocked;
            report = ingest(index, {paths.begin(), paths.end()}, options);
        }
        py::list rejections;
        for (const Rejection& rejection : report.rejections)
            rejections.append(
                py::make_tuple(rejection.origin.file, rejection.origin.record, rejection.reason));
        using namespace py::literals;
        return py::dict("files"_a = report.files, "added"_a = report.added,
                        "replaced"_a = report.replaced, "unchanged"_a = report.unchanged,
                        "rejected"_a = report.rejected, "same"_a = report.same,
                        "removed"_a = report.removed, "rejections"_a = rejections);
    });
}

void define_analysis(py::module_& module) {
    py::class_<Annotator>(module, "Annotator")
        .def(py::init())
        .def(
            "annotate",
            [](Annotator& annotator, const std::string& text) {
                return annotator.annotate(read_first_report(text));
            },
            Unlocked());
    module.def(
        "look_up",
        [](const std::string& term) {
            const Thesaurus& thesaurus = built_in_thesaurus();
            return to_json(thesaurus, look_up_concepts(thesaurus, term));
        },
        Unlocked());
}

}  // namespace
}  // namespace casebook

PYBIND11_MODULE(_native, module) {
    casebook::define_errors(module);
    casebook::define_searcher(module);
    casebook::define_indexer(module);
    casebook::define_analysis(module);
    module.attr("__version__") = CASEBOOK_VERSION;
}
