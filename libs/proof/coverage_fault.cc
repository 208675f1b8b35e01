#include "libs/proof/coverage_fault.h"

#include <google/protobuf/descriptor.h>

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::Coverage;

std::string More(const char* count, int64_t got, int64_t most) {
  return got <= most ? "" : absl::StrCat(count, ": got ", got, ", want at most ", most);
}

}  // namespace

std::string CoverageFault(const Coverage& coverage) {
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const int32_t count = coverage.GetReflection()->GetInt32(coverage, type.field(i));
    if (count < 0) return absl::StrCat(type.field(i)->name(), ": got ", count, ", want 0 or more");
  }
  const int64_t filed = int64_t{coverage.accepted()} + coverage.submitted() + coverage.returned();
  if (filed + coverage.missing() != coverage.expected()) {
    return absl::StrCat("expected: got ", coverage.expected(), ", want ", filed + coverage.missing());
  }
  for (const std::string& fault :
       {More("published", coverage.published(), coverage.accepted()),
        More("backloaded", coverage.backloaded(), coverage.accepted()),
        More("summaries", coverage.summaries(), coverage.accepted()), More("late", coverage.late(), filed)}) {
    if (!fault.empty()) return fault;
  }
  return "";
}

std::string CoverageFault(const Coverage& above, const Coverage& below) {
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  const google::protobuf::Reflection& reflection = *Coverage::GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const std::string fault = More(type.field(i)->name().c_str(), reflection.GetInt32(below, type.field(i)),
                                   reflection.GetInt32(above, type.field(i)));
    if (!fault.empty()) return absl::StrCat(fault, ", as the node above has");
  }
  return "";
}

}  // namespace nianbao::proof
