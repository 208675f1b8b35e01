#include "services/submission/domain/field_errors.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

// Sentences shown to a person; the rest is counted.
constexpr size_t kSentencesMax = 5;

}  // namespace

void FieldErrors::Add(absl::string_view path, absl::string_view description, absl::string_view chinese) {
  violations_.push_back({std::string(path), std::string(description), std::string(chinese)});
}

absl::Status FieldErrors::ToStatus(absl::string_view reason) const {
  if (violations_.empty()) return absl::OkStatus();
  const Violation& first = violations_.front();
  status::Error error(absl::StatusCode::kInvalidArgument, reason, absl::StrCat(first.path, ": ", first.description));
  std::string sentences;
  for (size_t i = 0; i < violations_.size(); ++i) {
    error.Field(violations_[i].path, violations_[i].description);
    if (i < kSentencesMax) absl::StrAppend(&sentences, i == 0 ? "" : "；", violations_[i].chinese);
  }
  if (violations_.size() > kSentencesMax) absl::StrAppend(&sentences, "；等共 ", violations_.size(), " 处");
  return error.Chinese(absl::StrCat(sentences, "。"));
}

}  // namespace nianbao::submission
