// 情况说明 as people type and read them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "nianbao/submission/v1/review_service.pb.h"

namespace nianbao::cli {

// FINDING=TEXT, where the finding may be a rule. A text that begins with the words of a reason sets it: 机构调整, or
// 机构调整：2024年3月合并. INVALID_ARGUMENT FIELD_INVALID without "=".
absl::StatusOr<submission::v1::Explanation> ParseExplanation(const std::string& typed);

// FINDING=REASON. INVALID_ARGUMENT FIELD_INVALID without "=".
absl::StatusOr<submission::v1::ExplanationRefusal> ParseRefusal(const std::string& typed);

// 机构调整, 统计口径调整 and so on; "" for a reason that is not said.
absl::string_view ReasonWords(submission::v1::Explanation::Reason reason);

// Reason, text, who gave it and when, and why it was refused, on one line.
std::string ExplanationWords(const submission::v1::Explanation& explanation);

}  // namespace nianbao::cli
