#include <algorithm>
#include <array>
#include <charconv>

#include "query_lexer.hpp"
#include "query_tree.hpp"

namespace casebook {
namespace {

using NodeKind = QueryNode::Kind;

constexpr unsigned kDeepestNesting = 100;
constexpr std::uint32_t kUsualDistance = 10;
constexpr std::uint32_t kLongestDistance = 100;

/// Recursive descent: or_expression = and_expression { OR and_expression };
/// and_expression = sequence { AND sequence }; sequence = { [NOT | -] near_expression };
/// near_expression = item { NEAR item }; item = word | phrase | =word | field: item | (
/// or_expression ).
class QueryParser {
public:
    QueryParser(std::vector<QueryToken> tokens, std::vector<Diagnostic>& diagnostics)
        : tokens_(std::move(tokens)), diagnostics_(diagnostics) {}

    QueryNode run() {
        QueryNode root = make(NodeKind::sequence, 0, 0);
        while (at_ < tokens_.size()) {
            QueryNode part = parse_or();
            for (QueryNode& child : flattened(std::move(part)))
                root.children.push_back(std::move(child));
            if (at_ < tokens_.size()) {
                complain("stray_operator", "nothing for this to close or join; left out",
                         tokens_[at_]);
                ++at_;
            }
        }
        return root;
    }

private:
    static QueryNode make(NodeKind kind, std::size_t begin, std::size_t end) {
        QueryNode node;
        node.kind = kind;
        node.begin = begin;
        node.end = end;
        return node;
    }

    static std::vector<QueryNode> flattened(QueryNode node) {
        if (node.kind == NodeKind::sequence) return std::move(node.children);
        std::vector<QueryNode> one;
        one.push_back(std::move(node));
        return one;
    }

    [[nodiscard]] bool next_is(QueryToken::Kind kind) const {
        return at_ < tokens_.size() && tokens_[at_].kind == kind;
    }

    void complain(const char* code, const char* message, const QueryToken& token) {
        diagnostics_.push_back({code, message, token.begin, token.end});
    }

    QueryNode parse_or() { return parse_joined(NodeKind::any_of, QueryToken::Kind::or_); }

    /// Operands joined by one operator, the operands of AND being sequences, those of OR ANDs.
    QueryNode parse_joined(NodeKind kind, QueryToken::Kind joint) {
        std::vector<QueryNode> operands;
        operands.push_back(parse_operand(kind));
        while (next_is(joint)) {
            const QueryToken operator_token = tokens_[at_++];
            QueryNode operand = parse_operand(kind);
            const bool lame = is_empty(operand) || is_empty(operands.back());
            if (lame)
                complain("stray_operator", "an operator needs words on both sides; left out",
                         operator_token);
            if (is_empty(operands.back())) operands.pop_back();
            if (!is_empty(operand) || operands.empty()) operands.push_back(std::move(operand));
        }
        if (operands.size() == 1) return std::move(operands.front());
        QueryNode node = make(kind, operands.front().begin, operands.back().end);
        node.children = std::move(operands);
        return node;
    }

    QueryNode parse_operand(NodeKind kind) {
        return kind == NodeKind::any_of ? parse_joined(NodeKind::all_of, QueryToken::Kind::and_)
                                        : parse_sequence();
    }

    static bool is_empty(const QueryNode& node) {
        return node.kind == NodeKind::sequence && node.children.empty();
    }

    QueryNode parse_sequence() {
        QueryNode sequence = make(NodeKind::sequence, 0, 0);
        while (at_ < tokens_.size()) {
            const QueryToken::Kind kind = tokens_[at_].kind;
            if (kind == QueryToken::Kind::and_ || kind == QueryToken::Kind::or_ ||
                kind == QueryToken::Kind::close)
                break;
            if (auto item = parse_near(); !is_empty(item))
                sequence.children.push_back(std::move(item));
        }
        if (sequence.children.size() == 1 && sequence.children.front().kind != NodeKind::except) {
            return std::move(sequence.children.front());
        }
        if (!sequence.children.empty()) {
            sequence.begin = sequence.children.front().begin;
            sequence.end = sequence.children.back().end;
        }
        return sequence;
    }

    QueryNode parse_near() {
        QueryNode first = parse_item();
        if (!next_is(QueryToken::Kind::near)) return first;
        QueryNode node = make(NodeKind::near, first.begin, first.end);
        if (!is_empty(first)) node.children.push_back(std::move(first));
        while (next_is(QueryToken::Kind::near)) {
            const QueryToken joint = tokens_[at_++];
            QueryNode operand =
                item_follows() ? parse_item() : make(NodeKind::sequence, joint.end, joint.end);
            if (is_empty(operand) || node.children.empty()) {
                complain("stray_operator", "an operator needs words on both sides; left out",
                         joint);
            } else {
                node.distances.push_back(read_distance(joint));
            }
            if (is_empty(operand)) continue;
            node.end = operand.end;
            node.children.push_back(std::move(operand));
        }
        if (node.children.size() == 1) return std::move(node.children.front());
        return node.children.empty() ? make(NodeKind::sequence, node.begin, node.end) : node;
    }

    std::uint32_t read_distance(const QueryToken& joint) {
        if (joint.text.empty()) return kUsualDistance;
        std::uint32_t distance = 0;
        std::from_chars(joint.text.data(), joint.text.data() + joint.text.size(), distance);
        if (distance >= 1 && distance <= kLongestDistance) return distance;
        complain("bad_distance", "NEAR takes a distance of 1 to 100 words; read as the nearest",
                 joint);
        return joint.text.find_first_not_of('0') == std::string_view::npos ? 1 : kLongestDistance;
    }

    QueryNode parse_item() {
        const QueryToken token = tokens_[at_++];
        switch (token.kind) {
            case QueryToken::Kind::near:
                complain("stray_operator", "an operator needs words on both sides; left out",
                         token);
                return make(NodeKind::sequence, token.begin, token.end);
            case QueryToken::Kind::minus:
            case QueryToken::Kind::not_:
                return parse_prefixed(NodeKind::except, token);
            case QueryToken::Kind::field:
                return parse_prefixed(NodeKind::field, token);
            case QueryToken::Kind::exact:
                return parse_exact(token);
            case QueryToken::Kind::open:
                return parse_group(token);
            default:
                break;
        }
        QueryNode node =
            make(token.kind == QueryToken::Kind::phrase ? NodeKind::phrase : NodeKind::word,
                 token.begin, token.end);
        node.text = token.text;
        return node;
    }

    [[nodiscard]] bool item_follows() const {
        return at_ < tokens_.size() && !next_is(QueryToken::Kind::and_) &&
               !next_is(QueryToken::Kind::or_) && !next_is(QueryToken::Kind::near) &&
               !next_is(QueryToken::Kind::close);
    }

    QueryNode parse_prefixed(NodeKind kind, const QueryToken& prefix) {
        if (!item_follows() || depth_ >= kDeepestNesting) {
            complain("stray_operator", "nothing follows this; left out", prefix);
            return make(NodeKind::sequence, prefix.begin, prefix.end);
        }
        ++depth_;
        QueryNode child = kind == NodeKind::except ? parse_near() : parse_item();
        --depth_;
        QueryNode node = make(kind, prefix.begin, child.end);
        if (kind == NodeKind::field) {
            node.field = prefix.text;
            node.text = child.text;
        }
        if (!is_empty(child)) node.children.push_back(std::move(child));
        return node.children.empty() ? make(NodeKind::sequence, prefix.begin, prefix.end) : node;
    }

    QueryNode parse_exact(const QueryToken& sign) {
        if (!next_is(QueryToken::Kind::word) && !next_is(QueryToken::Kind::phrase)) {
            complain("stray_operator", "'=' stands before a word; left out", sign);
            return make(NodeKind::sequence, sign.begin, sign.end);
        }
        QueryNode node = parse_item();
        node.as_typed = true;
        node.begin = sign.begin;
        return node;
    }

    QueryNode parse_group(const QueryToken& open) {
        if (depth_ >= kDeepestNesting) {
            complain("deep_nesting", "nested too deeply; the parenthesis is left out", open);
            return make(NodeKind::sequence, open.begin, open.end);
        }
        ++depth_;
        QueryNode node = parse_or();
        --depth_;
        if (next_is(QueryToken::Kind::close)) {
            ++at_;
        } else {
            complain("unbalanced_parenthesis", "the parenthesis is never closed", open);
        }
        // Inside a group, words side by side all have to hold.
        if (node.kind == NodeKind::sequence && node.children.size() > 1)
            node.kind = NodeKind::all_of;
        return node;
    }

    std::vector<QueryToken> tokens_;
    std::vector<Diagnostic>& diagnostics_;
    std::size_t at_ = 0;
    unsigned depth_ = 0;
};

std::string_view name_of(NodeKind kind) {
    static constexpr std::array<std::string_view, 8> kNames{"word", "phrase", "field", "seq",
                                                            "and",  "or",     "near",  "not"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

ParsedQuery parse_query(std::string_view query) {
    ParsedQuery parsed;
    std::vector<QueryToken> tokens = lex_query(query, parsed.diagnostics);
    parsed.root = QueryParser(std::move(tokens), parsed.diagnostics).run();
    parsed.root.end = query.size();
    parsed.root.text = query;
    return parsed;
}

std::string to_string(const QueryNode& node) {
    std::string dump(node.as_typed ? "=" : "");
    dump += name_of(node.kind);
    dump += '(';
    if (node.kind == NodeKind::field) dump += node.field + ":";
    if (node.children.empty() && node.kind != NodeKind::sequence) dump += node.text;
    for (std::size_t at = 0; at < node.children.size(); ++at) {
        if (at > 0) dump += ' ';
        if (at > 0 && node.kind == NodeKind::near)
            dump += "/" + std::to_string(node.distances[at - 1]) + " ";
        dump += to_string(node.children[at]);
    }
    return dump + ")";
}

}  // namespace casebook
