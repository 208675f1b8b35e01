#include "services/submission/domain/read_mask.h"

#include <google/protobuf/util/field_mask_util.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {
namespace {

using google::protobuf::util::FieldMaskUtil;

constexpr char kEverything[] = "*";

}  // namespace

absl::Status CheckReadMask(const google::protobuf::FieldMask& mask, const google::protobuf::Descriptor& shown) {
  FieldErrors errors;
  for (const std::string& path : mask.paths()) {
    const bool is_path = !path.empty() && FieldMaskUtil::GetFieldDescriptors(&shown, path, nullptr);
    if (is_path || path == kEverything) continue;
    errors.Add("read_mask", absl::StrCat("got \"", path, "\", want the path of a field of ", shown.name()),
               absl::StrCat("要查看的字段“", path, "”不存在"));
  }
  return errors.ToStatus();
}

void ShowOnly(const google::protobuf::FieldMask& mask, google::protobuf::Message& shown) {
  const auto& paths = mask.paths();
  if (paths.empty() || std::find(paths.begin(), paths.end(), kEverything) != paths.end()) return;
  FieldMaskUtil::TrimMessage(mask, &shown);
}

}  // namespace nianbao::submission
