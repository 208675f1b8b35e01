#include "clients/cli/print_organ.h"

#include <fmt/core.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/severity_word.h"

namespace nianbao::cli {
namespace {

using organ::v1::OrganChange;

const char* KindWord(OrganChange::Kind kind) {
  switch (kind) {
    case OrganChange::KIND_SET_UP:
      return "设立";
    case OrganChange::KIND_RENAME:
      return "更名";
    case OrganChange::KIND_MOVE:
      return "划转";
    case OrganChange::KIND_MERGE:
      return "合并";
    case OrganChange::KIND_SPLIT:
      return "分设";
    case OrganChange::KIND_DISSOLVE:
      return "撤销";
    case OrganChange::KIND_UPDATE:
      return "变更";
    default:
      return "未知变更";
  }
}

}  // namespace

void PrintVersion(const organ::v1::Organ& organ) {
  const std::string since = organ.from_day().empty() ? "起初" : absl::StrCat(organ.from_day(), " 起");
  const std::string place = organ.parent().empty() ? "" : absl::StrCat("，上级 ", organ.parent());
  fmt::print("{}  {}  {}{}\n", since, organ.name(), organ.absent() ? "不存在" : organ.title(),
             organ.absent() ? "" : place);
  for (const auto& change : organ.changes()) {
    fmt::print("  {}：{}{}\n", KindWord(change.kind()), change.reason(),
               change.document().empty() ? "" : absl::StrCat("（", change.document(), "）"));
  }
  if (organ.predecessors_size() > 0) fmt::print("  承接 {}\n", absl::StrJoin(organ.predecessors(), "、"));
  if (organ.successors_size() > 0) fmt::print("  由 {} 承接\n", absl::StrJoin(organ.successors(), "、"));
}

void PrintRemarks(const google::protobuf::RepeatedPtrField<directory::v1::OrganResult>& results) {
  for (const auto& result : results) {
    for (const auto& remark : result.remarks()) {
      fmt::print("{} {}：{}\n", std::string(SeverityWord(remark.severity())), result.organ(), remark.text());
    }
  }
}

}  // namespace nianbao::cli
