// How bad a finding is, in Chinese.
#pragma once

#include "nianbao/finding/v1/finding.pb.h"

namespace nianbao::cli {

// 错误, 提醒 or 提示.
const char* SeverityWord(finding::v1::Severity severity);

}  // namespace nianbao::cli
