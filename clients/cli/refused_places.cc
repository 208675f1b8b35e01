#include "clients/cli/refused_places.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/rpc/error_details.pb.h"
#include "libs/status/error.h"

namespace nianbao::cli {
namespace {

// "REASON 0-2,5", or the indexes alone.
void AddList(absl::string_view list, std::map<int, std::string>& places) {
  const std::vector<absl::string_view> words = absl::StrSplit(list, ' ');
  const std::string reason = words.size() > 1 ? absl::StrCat("未通过（", words.front(), "）") : "未通过";
  for (const absl::string_view run : absl::StrSplit(words.back(), ',')) {
    const std::vector<absl::string_view> ends = absl::StrSplit(run, '-');
    int first = 0;
    int last = -1;
    if (!absl::SimpleAtoi(ends.front(), &first) || !absl::SimpleAtoi(ends.back(), &last)) continue;
    for (int place = first; place <= last; ++place) places[place] = reason;
  }
}

}  // namespace

std::map<int, std::string> RefusedPlaces(const absl::Status& refusal) {
  std::map<int, std::string> places;
  for (int i = 1;; ++i) {
    const std::string list = status::MetaOf(refusal, absl::StrCat("failed", i));
    if (list.empty()) break;
    AddList(list, places);
  }
  google::rpc::PreconditionFailure failure;
  if (const auto payload = refusal.GetPayload("type.googleapis.com/google.rpc.PreconditionFailure")) {
    failure.ParseFromString(std::string(*payload));
  }
  for (const auto& violation : failure.violations()) {
    for (auto& [place, words] : places) {
      if (violation.subject() == absl::StrCat("requests[", place, "]")) words = violation.description();
    }
  }
  return places;
}

}  // namespace nianbao::cli
