// The roster as a CSV file or a workbook.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::cli {

// Reads organs from a UTF-8 CSV file, or from the first sheet of a workbook (.xlsx), with the head
//   id,title,aliases,kind,scope_duty,parent,credit_code,division_code
// and perhaps, in any order after these, lacks: powers that the organ has not, of
// 规章制定权、行政许可、行政处罚、行政强制, separated by 、 or semicolons; from_day, such as 2025-03-01; office and
// phone, whom to call; line, its line of work, such as 公安. Aliases are separated by semicolons; kind and scope_duty
// are the proto's names without prefix; parent is an id. Blank lines are left out. NOT_FOUND FILE_UNREADABLE;
// INVALID_ARGUMENT ROSTER_FILE_INVALID with one violation for each bad line, DOCUMENT_UNREADABLE for a broken workbook.
absl::StatusOr<std::vector<organ::v1::Organ>> ReadRosterFile(const std::string& path);

}  // namespace nianbao::cli
