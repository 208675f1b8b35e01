#include "services/document/domain/claim_clauses.h"

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/match.h"
#include "services/document/domain/prose.h"

namespace nianbao::document::domain {
namespace {

// Number of bytes of a sign of a shape.
constexpr size_t kSignBytes = 3;

bool IsQuantityAt(absl::string_view words, size_t at) {
  static const auto* const signs = [] {
    auto* all = new std::vector<std::string>(3);
    AppendUtf8(kCountSign, (*all)[0]);
    AppendUtf8(kShareSign, (*all)[1]);
    AppendUtf8(kMoneySign, (*all)[2]);
    return all;
  }();
  return std::any_of(signs->begin(), signs->end(),
                     [&](const std::string& sign) { return absl::StartsWith(words.substr(at), sign); });
}

// Bytes of the mark at which a clause ends, or 0.
size_t MarkAt(absl::string_view words, size_t at, bool after_quantity) {
  static constexpr std::array<absl::string_view, 13> kMarks = {"，", ",", "；", ";",  ":",  "(", ")",
                                                               "。", "!", "?",  "！", "？", "……"};
  static constexpr std::array<absl::string_view, 7> kLinks = {"、", "以及", "和", "及", "与", "另有", "其中"};
  const auto length = [&](const auto& marks) -> size_t {
    const auto found = std::find_if(marks.begin(), marks.end(),
                                    [&](absl::string_view mark) { return absl::StartsWith(words.substr(at), mark); });
    return found == marks.end() ? 0 : found->size();
  };
  const size_t mark = length(kMarks);
  if (mark == 1 && words[at] == ':' && IsQuantityAt(words, at + 1)) return 0;
  if (mark > 0 || !after_quantity) return mark;
  const size_t link = length(kLinks);
  // 其中 is part of the clause that it opens.
  return absl::StartsWith(words.substr(at), "其中") ? 0 : link;
}

}  // namespace

std::vector<ClaimClause> ClausesOf(const SentenceShape& shape, const std::vector<ClaimList>& lists) {
  const absl::string_view words = shape.words;
  std::vector<ClaimClause> clauses;
  ClaimClause clause;
  size_t begin = 0;
  bool after_quantity = false;
  const auto finish = [&](size_t end) {
    clause.words = words.substr(begin, end - begin);
    if (!clause.words.empty()) clauses.push_back(clause);
    clause = {{}, clause.first_quantity + clause.quantities, 0, nullptr};
    after_quantity = false;
  };
  for (size_t at = 0; at < words.size();) {
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const ClaimList& l) { return l.begin == at; });
    if (list != lists.end()) {
      for (; at < list->end; ++at) clause.quantities += IsQuantityAt(words, at) ? 1 : 0;
      clause.list = &*list;
      after_quantity = true;
      continue;
    }
    if (const size_t mark = MarkAt(words, at, after_quantity); mark > 0) {
      finish(at);
      at += mark;
      begin = at;
      continue;
    }
    after_quantity = IsQuantityAt(words, at);
    if (after_quantity) ++clause.quantities;
    at += after_quantity ? kSignBytes : 1;
  }
  finish(words.size());
  return clauses;
}

}  // namespace nianbao::document::domain
