#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/missing_rows.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {

int64_t CheckOrgans(CheckContext& context) {
  MissingRows missing(context.story.organs);
  const int64_t count = ForEachNamedRow(context.connection, "organs", [&](const NamedRow& row) {
    const std::string& name = row.Text("name");
    RowFaults faults(context.faults, "organs", name);
    organ::v1::Organ organ;
    if (faults.Parse(row.Text("organ"), "organ", organ)) {
      faults.Expect(organ.name() == name, "机关的名称与所在行不符");
      faults.Expect(organ.parent() == row.Text("parent"), "上级与机关所载不符");
    }
    const Told* const told = missing.Meet(name);
    if (!faults.Expect(told != nullptr, "日志中没有这个机关")) return;
    faults.Expect(told->sm3 == digest::Sm3({row.Text("organ")}),
                  absl::StrCat("内容与第 ", told->touch.sequence, " 号事件所载不符"));
  });
  missing.ForEach([&](const std::string& name, const Told& told) {
    context.faults.Add("organs", name, absl::StrCat("缺失：第 ", told.touch.sequence, " 号事件记载过"));
  });
  return count;
}

int64_t CheckOrganVersions(CheckContext& context) {
  MissingRows missing(context.story.organ_versions);
  const auto name_of = [](const std::pair<std::string, std::string>& key) {
    return key.second.empty() ? key.first : absl::StrCat(key.first, " 自 ", key.second);
  };
  const int64_t count = ForEachNamedRow(context.connection, "organ_versions", [&](const NamedRow& row) {
    const std::pair<std::string, std::string> key(row.Text("name"), row.Text("from_day"));
    RowFaults faults(context.faults, "organ_versions", name_of(key));
    organ::v1::Organ organ;
    faults.Parse(row.Text("organ"), "organ", organ);
    const Told* const told = missing.Meet(key);
    if (!faults.Expect(told != nullptr, "日志中没有机关的这个版本")) return;
    faults.Expect(told->sm3 == digest::Sm3({row.Text("organ")}),
                  absl::StrCat("内容与第 ", told->touch.sequence, " 号事件所载不符"));
  });
  missing.ForEach([&](const std::pair<std::string, std::string>& key, const Told& told) {
    context.faults.Add("organ_versions", name_of(key), absl::StrCat("缺失：第 ", told.touch.sequence, " 号事件记载过"));
  });
  return count;
}

}  // namespace nianbao::submission
