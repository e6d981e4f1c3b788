#include <serd/serd.h>

#include <exception>
#include <memory>
#include <new>
#include <string>

#include "rdf_reader.hpp"

namespace casebook {
namespace {

struct FreeReader {
    void operator()(SerdReader* reader) const { serd_reader_free(reader); }
};
struct FreeEnvironment {
    void operator()(SerdEnv* environment) const { serd_env_free(environment); }
};

std::string_view view(const SerdNode* node) {
    return node == nullptr || node->buf == nullptr
               ? std::string_view{}
               : std::string_view(reinterpret_cast<const char*>(node->buf), node->n_bytes);
}

/// A source byte by byte, that knows its line. Brackets that nest deeper than the reader, which
/// calls itself, can bear end it.
class Bytes {
public:
    explicit Bytes(ByteSource& source) : source_(source), piece_(kPiece, '\0') {}

    /// The next byte; false at the end.
    bool next(char& byte) {
        if (at_ == size_) {
            size_ = source_.read(piece_.data(), kPiece);
            at_ = 0;
            if (size_ == 0) return false;
        }
        byte = piece_[at_++];
        if (byte == '\n') ++line_;
        count_brackets(byte);
        return open_ < kDeepest;
    }

    void begin_statement() {
        open_ = 0;
        quoted_ = false;
    }

    [[nodiscard]] std::uint64_t line() const { return line_; }
    [[nodiscard]] bool too_deep() const { return open_ >= kDeepest; }

    /// Passes over all up to the end of a line that ends with a full stop; false at the end.
    bool skip_statement() {
        begin_statement();
        char last = 0;
        char byte = 0;
        while (next(byte)) {
            if (byte == '\n' && last == '.') return true;
            if (byte != ' ' && byte != '\t' && byte != '\r') last = byte;
            begin_statement();
        }
        return false;
    }

private:
    void count_brackets(char byte) {
        const bool escaped = last_ == '\\';
        last_ = escaped ? '\0' : byte;
        if (byte == '"' && !escaped) quoted_ = !quoted_;
        if (quoted_) return;
        if (byte == '[' || byte == '(') ++open_;
        if ((byte == ']' || byte == ')') && open_ != 0) --open_;
    }

    static constexpr std::size_t kPiece = 64U << 10U;
    static constexpr std::uint64_t kDeepest = 1000;

    ByteSource& source_;
    std::string piece_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t open_ = 0;
    char last_ = 0;
    bool quoted_ = false;
};

class TurtleReader {
public:
    TurtleReader(ByteSource& source, const RdfSink& sink, ProblemLog& problems)
        : bytes_(source),
          sink_(sink),
          problems_(problems),
          environment_(serd_env_new(nullptr)),
          reader_(serd_reader_new(SERD_TURTLE, this, nullptr, &set_base, &set_prefix,
                                  &take_statement, nullptr)) {
        if (!environment_ || !reader_) throw std::bad_alloc();
        // Lax, serd 0.30 reads on without end where a file ends inside a URI.
        serd_reader_set_strict(reader_.get(), true);
        serd_reader_set_error_sink(reader_.get(), &take_error, this);
    }

    void run() {
        do {
            failed_ = false;
            read_until_error();
            if (thrown_) std::rethrow_exception(thrown_);
        } while (failed_ && bytes_.skip_statement());
    }

private:
    /// Reads with one byte of look-ahead, so that after an error the rest is still in `bytes_`.
    void read_until_error() {
        constexpr std::size_t kByteByByte = 1;
        SerdStatus status = serd_reader_start_source_stream(
            reader_.get(), &read_byte, &has_error, this,
            reinterpret_cast<const unsigned char*>("vocabulary"), kByteByByte);
        while (status == SERD_SUCCESS && !thrown_) {
            bytes_.begin_statement();
            status = serd_reader_read_chunk(reader_.get());
        }
        serd_reader_end_stream(reader_.get());
        failed_ = status > SERD_FAILURE || bytes_.too_deep();
        if (failed_) tell_error();
    }

    void tell_error() {
        problems_.add("a statement of the RDF is not well-formed and is left out", bytes_.line());
    }

    static std::size_t read_byte(void* out, std::size_t /*size*/, std::size_t /*count*/,
                                 void* context) {
        auto* const self = static_cast<TurtleReader*>(context);
        try {
            return self->bytes_.next(*static_cast<char*>(out)) ? 1 : 0;
        } catch (...) {
            // An exception must not cross serd's frames.
            self->thrown_ = std::current_exception();
            return 0;
        }
    }

    static int has_error(void* context) {
        return static_cast<TurtleReader*>(context)->thrown_ ? 1 : 0;
    }

    static SerdStatus take_error(void* /*context*/, const SerdError* /*error*/) {
        return SERD_SUCCESS;  // told where the reading stops
    }

    static SerdStatus set_base(void* context, const SerdNode* uri) {
        return serd_env_set_base_uri(static_cast<TurtleReader*>(context)->environment_.get(), uri);
    }

    static SerdStatus set_prefix(void* context, const SerdNode* name, const SerdNode* uri) {
        return serd_env_set_prefix(static_cast<TurtleReader*>(context)->environment_.get(), name,
                                   uri);
    }

    /// The URI that a node is or stands for; empty for blank nodes and unknown prefixes.
    void expand(const SerdNode* node, std::string& uri) const {
        uri.clear();
        if (node->type == SERD_URI && serd_uri_string_has_scheme(node->buf)) {
            uri = view(node);
        } else if (node->type == SERD_URI || node->type == SERD_CURIE) {
            SerdNode expanded = serd_env_expand_node(environment_.get(), node);
            uri = view(&expanded);
            serd_node_free(&expanded);
        }
    }

    static SerdStatus take_statement(void* context, SerdStatementFlags /*flags*/,
                                     const SerdNode* /*graph*/, const SerdNode* subject,
                                     const SerdNode* predicate, const SerdNode* object,
                                     const SerdNode* /*type*/, const SerdNode* language) {
        auto* const self = static_cast<TurtleReader*>(context);
        try {
            self->give(subject, predicate, object, language);
            return SERD_SUCCESS;
        } catch (...) {
            self->thrown_ = std::current_exception();
            return SERD_ERR_UNKNOWN;
        }
    }

    void give(const SerdNode* subject, const SerdNode* predicate, const SerdNode* object,
              const SerdNode* language) {
        expand(subject, subject_);
        expand(predicate, predicate_);
        if (subject_.empty() || predicate_.empty()) return;
        const bool is_text = object->type == SERD_LITERAL;
        if (!is_text) {
            expand(object, object_);
            if (object_.empty()) return;
        }
        sink_({subject_, predicate_, is_text ? view(object) : std::string_view(object_),
               view(language), is_text, bytes_.line()});
    }

    Bytes bytes_;
    const RdfSink& sink_;
    ProblemLog& problems_;
    std::unique_ptr<SerdEnv, FreeEnvironment> environment_;
    std::unique_ptr<SerdReader, FreeReader> reader_;
    std::string subject_;
    std::string predicate_;
    std::string object_;
    std::exception_ptr thrown_;
    bool failed_ = false;
};

}  // namespace

void read_turtle(ByteSource& source, const RdfSink& sink, ProblemLog& problems) {
    TurtleReader(source, sink, problems).run();
}

}  // namespace casebook
