#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "collection.hpp"
#include "impact.hpp"
#include "position_blob.hpp"
#include "text.hpp"

namespace layout {

enum class Wdf { frequency, impact };
enum class Positions { none, xapian, blob };
enum class Stored { none, plain, zlib, zstd };

/// Which parts a trial index has.
struct Layout {
    Wdf wdf = Wdf::impact;
    Positions positions = Positions::blob;
    bool surfaces = false;
    bool acronyms = false;
    bool skeletons = false;
    Stored stored = Stored::none;
    PositionBlobWriter::Shape blob_shape = {};
    int compression = 0;          ///< level of `stored`
    std::string dictionary = {};  ///< for zstd; may be empty
    ImpactRule rule = {};
};

constexpr Xapian::valueno kPositionSlot = 0;
constexpr std::string_view kSurfacePrefix = "W";
constexpr std::string_view kAcronymPrefix = "A";
constexpr std::string_view kSkeletonPrefix = "K";
constexpr std::string_view kStemPrefix = "S";

/// Turns records into documents of one layout. Keeps a tokenizer and buffers: one for each thread.
class DocumentMaker {
public:
    explicit DocumentMaker(const Layout& layout);

    [[nodiscard]] Xapian::Document make(const Record& record);

private:
    void add_stems(Xapian::Document& document);
    void add_side_terms(Xapian::Document& document);
    void add_stem(Xapian::Document& document, const std::string& stem,
                  std::span<const Position> positions);
    [[nodiscard]] std::uint32_t wdf_of(std::size_t frequency) const;

    Layout layout_;
    Tokenizer tokenizer_;
    std::vector<Token> tokens_;
    std::vector<Position> positions_;
    std::vector<std::string> side_terms_;
    PositionBlobWriter blob_;
};

/// The stored report of a record, compressed as the layout says.
[[nodiscard]] std::string make_stored_report(const Record& record, const Layout& layout);

/// A zstd dictionary of `bytes` trained on the reports of `records`.
[[nodiscard]] std::string train_dictionary(const std::vector<Record>& records, std::size_t bytes);

}  // namespace layout
