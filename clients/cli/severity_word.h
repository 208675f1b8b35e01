// How bad a finding is, in Chinese.
#pragma once

#include "absl/strings/string_view.h"
#include "nianbao/finding/v1/finding.pb.h"

namespace nianbao::cli {

// 错误, 提醒 or 提示.
absl::string_view SeverityWord(finding::v1::Severity severity);

}  // namespace nianbao::cli
