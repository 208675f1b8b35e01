#include "services/submission/domain/refused_items.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

// Sentences shown to a person; the rest is counted.
constexpr size_t kSentencesMax = 3;
// Of one value of metadata; longer ones are cut on their way.
constexpr size_t kValueBytesMax = 240;
// Of all of them, so that the error fits what may stand around a message on the wire.
constexpr size_t kListBytesMax = 2'200;

// "0-2,5"; pieces that are not too long for one value with the reason before each.
std::vector<std::string> ListsOf(const std::string& reason, const std::vector<int>& indexes) {
  std::vector<std::string> lists;
  for (size_t first = 0; first < indexes.size();) {
    size_t last = first;
    while (last + 1 < indexes.size() && indexes[last + 1] == indexes[last] + 1) ++last;
    const std::string run =
        first == last ? absl::StrCat(indexes[first]) : absl::StrCat(indexes[first], "-", indexes[last]);
    if (lists.empty() || lists.back().size() + 1 + run.size() > kValueBytesMax) {
      lists.push_back(absl::StrCat(reason, reason.empty() ? "" : " ", run));
    } else {
      absl::StrAppend(&lists.back(), ",", run);
    }
    first = last + 1;
  }
  return lists;
}

size_t BytesOf(const std::vector<std::string>& lists) {
  size_t bytes = 0;
  for (const std::string& list : lists) bytes += list.size();
  return bytes;
}

}  // namespace

bool ConcernsItem(const absl::Status& error) {
  switch (error.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kResourceExhausted:
      return true;
    default:
      return false;
  }
}

void RefusedItems::Add(int index, const absl::Status& refusal) { refusals_.push_back({index, refusal}); }

std::map<std::string, std::vector<int>> RefusedItems::ByReason() const {
  std::map<std::string, std::vector<int>> by_reason;
  for (const Refusal& refusal : refusals_) by_reason[status::ReasonOf(refusal.status)].push_back(refusal.index);
  return by_reason;
}

std::string RefusedItems::Sentences() const {
  std::string sentences;
  for (size_t i = 0; i < std::min(refusals_.size(), kSentencesMax); ++i) {
    absl::StrAppend(&sentences, "第 ", refusals_[i].index + 1, " 份：", status::ChineseOf(refusals_[i].status));
  }
  return sentences;
}

absl::Status RefusedItems::ToStatus(int count) const {
  if (refusals_.empty()) return absl::OkStatus();
  status::Error error(absl::StatusCode::kFailedPrecondition, "ITEMS_REFUSED",
                      absl::StrCat("requests: got ", refusals_.size(), " of ", count,
                                   " that cannot be submitted, want none; nothing was submitted"));
  std::vector<std::string> lists;
  std::vector<int> all;
  for (const auto& [reason, indexes] : ByReason()) {
    const std::vector<std::string> more = ListsOf(reason, indexes);
    lists.insert(lists.end(), more.begin(), more.end());
    all.insert(all.end(), indexes.begin(), indexes.end());
  }
  if (BytesOf(lists) > kListBytesMax) {
    std::sort(all.begin(), all.end());
    lists = ListsOf("", all);
  }
  for (size_t i = 0; i < lists.size(); ++i) error.Meta(absl::StrCat("failed", i + 1), lists[i]);
  for (const Refusal& refusal : refusals_) {
    error.Precondition(status::ReasonOf(refusal.status), absl::StrCat("requests[", refusal.index, "]"),
                       status::ChineseOf(refusal.status));
  }
  return error.Meta("failedCount", absl::StrCat(refusals_.size()))
      .Chinese(absl::StrCat(count, " 份年报中有 ", refusals_.size(), " 份不能报送，因此全部没有报送。", Sentences(),
                            refusals_.size() > kSentencesMax ? "其余见明细。" : "", "请改正或去掉后重新报送。"));
}

}  // namespace nianbao::submission
