#include "services/aggregation/domain/check_request.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {
namespace {

constexpr int kYearMin = 2021;
constexpr int kYearMax = 2100;
constexpr int kNodesMax = 1000;
constexpr size_t kIdSizeMax = 63;
constexpr size_t kSentencesMax = 5;

bool IsOrganName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "organs/")) return false;
  return !name.empty() && name.size() <= kIdSizeMax && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

class Check {
 public:
  void Node(absl::string_view path, absl::string_view name) {
    if (IsOrganName(name)) return;
    Add(path,
        absl::StrCat("got \"", name, "\", want organs/{id} with an id of 1 to 63 letters a-z, digits and hyphens"),
        absl::StrCat("“", name, "”不是机关的资源名，应为 organs/ 加 1 至 63 位小写字母、数字或连字符"));
  }
  void Year(int year) {
    if (year >= kYearMin && year <= kYearMax) return;
    Add("year", absl::StrCat("got ", year, ", want ", kYearMin, " to ", kYearMax),
        absl::StrCat("年度 ", year, " 不在 ", kYearMin, " 至 ", kYearMax, " 之间"));
  }
  void MinSequence(int64_t sequence) {
    if (sequence >= 0) return;
    Add("min_sequence", absl::StrCat("got ", sequence, ", want 0 or more"), "min_sequence 不能为负数");
  }
  void NodeCount(int count) {
    if (count >= 1 && count <= kNodesMax) return;
    Add("nodes", absl::StrCat("got ", count, " nodes, want 1 to ", kNodesMax),
        absl::StrCat("一次可订阅 1 至 ", kNodesMax, " 个节点，现为 ", count, " 个"));
  }

  absl::Status Result() const {
    if (paths_.empty()) return absl::OkStatus();
    status::Error error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                        absl::StrCat(paths_.front(), ": ", descriptions_.front()));
    for (size_t i = 0; i < paths_.size(); ++i) error.Field(paths_[i], descriptions_[i]);
    const size_t shown = std::min(kSentencesMax, sentences_.size());
    std::string chinese = absl::StrJoin(sentences_.begin(), sentences_.begin() + shown, "；");
    if (shown < sentences_.size()) absl::StrAppend(&chinese, "；等共 ", sentences_.size(), " 处");
    return error.Chinese(absl::StrCat(chinese, "。"));
  }

 private:
  void Add(absl::string_view path, std::string description, std::string sentence) {
    paths_.emplace_back(path);
    descriptions_.push_back(std::move(description));
    sentences_.push_back(std::move(sentence));
  }

  std::vector<std::string> paths_;
  std::vector<std::string> descriptions_;
  std::vector<std::string> sentences_;
};

template <typename Request>
absl::Status CheckNodeYear(const Request& request) {
  Check check;
  check.Node("node", request.node());
  check.Year(request.year());
  check.MinSequence(request.min_sequence());
  return check.Result();
}

}  // namespace

absl::Status CheckRequest(const v1::GetAggregateRequest& request) { return CheckNodeYear(request); }

absl::Status CheckRequest(const v1::ListChildAggregatesRequest& request) { return CheckNodeYear(request); }

absl::Status CheckRequest(const v1::WatchAggregatesRequest& request) {
  Check check;
  check.NodeCount(request.nodes_size());
  for (int i = 0; i < std::min(request.nodes_size(), kNodesMax); ++i) {
    check.Node(absl::StrCat("nodes[", i, "]"), request.nodes(i));
  }
  check.Year(request.year());
  return check.Result();
}

}  // namespace nianbao::aggregation
