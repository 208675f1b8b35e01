#include "absl/strings/str_cat.h"
#include "nianbao/organ/v1/grant.pb.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/missing_rows.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

std::string Words(const GrantKey& key) {
  const auto& [subject, node, role] = key;
  return absl::StrCat(subject, " ", organ::v1::Grant::Role_Name(static_cast<organ::v1::Grant::Role>(role)), " ", node);
}

}  // namespace

int64_t CheckGrants(CheckContext& context) {
  MissingRows missing(context.story.grants);
  const int64_t count = ForEachNamedRow(context.connection, "grants", [&](const NamedRow& row) {
    const GrantKey key(row.Text("subject"), row.Text("node"), row.Number("role"));
    RowFaults faults(context.faults, "grants", Words(key));
    const int64_t* const told = missing.Meet(key);
    if (!faults.Expect(told != nullptr, "日志中没有这一行")) return;
    faults.Expect(row.Number("sequence") == *told, absl::StrCat("记的不是授权的第 ", *told, " 号事件"));
  });
  missing.ForEach([&](const GrantKey& key, int64_t told) {
    context.faults.Add("grants", Words(key), absl::StrCat("缺失：第 ", told, " 号事件记载过"));
  });
  return count;
}

}  // namespace nianbao::submission
