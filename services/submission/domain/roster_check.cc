#include "services/submission/domain/roster_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;

constexpr size_t kTitleBytesMax = 300;
constexpr int kAliasesMax = 20;
constexpr size_t kCreditCodeSize = 18;
constexpr size_t kDivisionCodeSize = 12;

struct Fault {
  std::string field;
  std::string description;
  std::string chinese;
};

std::optional<Fault> FaultOfNames(const Organ& organ) {
  if (IsBlank(organ.title())) {
    return Fault{"title", "got nothing, want the official name", absl::StrCat(organ.name(), " 缺少机关名称")};
  }
  if (organ.title().size() > kTitleBytesMax) {
    return Fault{"title", absl::StrCat("got ", organ.title().size(), " bytes, want at most ", kTitleBytesMax),
                 absl::StrCat(organ.name(), " 的机关名称过长，不能超过 100 个汉字")};
  }
  if (organ.aliases_size() > kAliasesMax) {
    return Fault{"aliases", absl::StrCat("got ", organ.aliases_size(), ", want at most ", kAliasesMax),
                 absl::StrCat(organ.title(), " 的别名过多，最多 ", kAliasesMax, " 个")};
  }
  for (const std::string& alias : organ.aliases()) {
    if (alias.size() <= kTitleBytesMax) continue;
    return Fault{"aliases", absl::StrCat("got one of ", alias.size(), " bytes, want at most ", kTitleBytesMax),
                 absl::StrCat(organ.title(), " 有一个别名过长，不能超过 100 个汉字")};
  }
  return std::nullopt;
}

std::optional<Fault> FaultOfFields(const Organ& organ) {
  if (!IsOrganName(organ.name())) {
    return Fault{"name", absl::StrCat("got \"", organ.name(), "\", want organs/{id} with an id of a-z, 0-9 and -"),
                 absl::StrCat("机关标识“", organ.name(), "”不合规则，应为 organs/ 加小写字母、数字或短横线")};
  }
  if (std::optional<Fault> fault = FaultOfNames(organ); fault.has_value()) return fault;
  if (!organ::v1::OrganKind_IsValid(organ.kind()) || organ.kind() == organ::v1::ORGAN_KIND_UNSPECIFIED) {
    return Fault{"kind", "got none, want a kind of organ", absl::StrCat(organ.title(), " 缺少机关类别")};
  }
  if (!organ::v1::ScopeDuty_IsValid(organ.scope_duty()) || organ.scope_duty() == organ::v1::SCOPE_DUTY_UNSPECIFIED) {
    return Fault{"scope_duty", "got none, want the reports it must file",
                 absl::StrCat(organ.title(), " 未写明应报本级、汇总还是两者都报")};
  }
  const std::string& credit = organ.credit_code();
  if (!credit.empty() &&
      (credit.size() != kCreditCodeSize || !std::all_of(credit.begin(), credit.end(), absl::ascii_isalnum))) {
    return Fault{"credit_code", absl::StrCat("got \"", credit, "\", want 18 letters and digits, or nothing"),
                 absl::StrCat(organ.title(), " 的统一社会信用代码应为 18 位字母和数字")};
  }
  const std::string& division = organ.division_code();
  if (!division.empty() &&
      (division.size() != kDivisionCodeSize || !std::all_of(division.begin(), division.end(), absl::ascii_isdigit))) {
    return Fault{"division_code", absl::StrCat("got \"", division, "\", want 12 digits, or nothing"),
                 absl::StrCat(organ.title(), " 的统计用区划代码应为 12 位数字")};
  }
  return std::nullopt;
}

// The roster as it would stand.
class MergedRoster {
 public:
  MergedRoster(const directory::v1::ImportOrgansRequest& request, const Roster& roster) : roster_(roster) {
    for (const Organ& organ : request.organs()) incoming_.emplace(organ.name(), &organ);
  }

  const Organ* Find(const std::string& name) const {
    const auto it = incoming_.find(name);
    return it == incoming_.end() ? roster_.Find(name) : it->second;
  }

  // Whether the parents of an organ lead back to it.
  bool StandsOnCycle(const Organ& organ) {
    std::vector<std::string> walk;
    absl::flat_hash_map<std::string, size_t> step_of;
    const Organ* at = &organ;
    while (at != nullptr && !on_cycle_.contains(at->name()) && step_of.emplace(at->name(), walk.size()).second) {
      walk.push_back(at->name());
      at = Find(at->parent());
    }
    const auto met = at == nullptr ? step_of.end() : step_of.find(at->name());
    for (size_t step = 0; step < walk.size(); ++step) {
      on_cycle_.emplace(walk[step], met != step_of.end() && step >= met->second);
    }
    return on_cycle_.at(organ.name());
  }

 private:
  const Roster& roster_;
  absl::flat_hash_map<std::string, const Organ*> incoming_;
  // For every organ met so far.
  absl::flat_hash_map<std::string, bool> on_cycle_;
};

std::optional<Fault> FaultOfPlace(const Organ& organ, MergedRoster& merged) {
  if (organ.parent().empty()) return std::nullopt;
  if (merged.Find(organ.parent()) == nullptr) {
    return Fault{"parent", absl::StrCat("got \"", organ.parent(), "\", want an organ of the roster or of this request"),
                 absl::StrCat(organ.title(), " 的上级 ", organ.parent(), " 既不在名册中，也不在本次导入中")};
  }
  if (merged.StandsOnCycle(organ)) {
    return Fault{"parent", absl::StrCat("got \"", organ.parent(), "\", which leads back to ", organ.name()),
                 absl::StrCat(organ.title(), " 的上级关系绕成了一圈")};
  }
  return std::nullopt;
}

}  // namespace

absl::Status CheckRoster(const directory::v1::ImportOrgansRequest& request, const Roster& roster) {
  MergedRoster merged(request, roster);
  absl::flat_hash_set<std::string> names;
  FieldErrors errors;
  for (int i = 0; i < request.organs_size(); ++i) {
    const Organ& organ = request.organs(i);
    std::optional<Fault> fault = FaultOfFields(organ);
    if (!fault.has_value() && !names.insert(organ.name()).second) {
      fault = Fault{"name", absl::StrCat("got \"", organ.name(), "\" twice, want it once"),
                    absl::StrCat(organ.title(), "（", organ.name(), "）在本次导入中重复出现")};
    }
    if (!fault.has_value()) fault = FaultOfPlace(organ, merged);
    if (fault.has_value()) {
      errors.Add(absl::StrCat("organs[", i, "].", fault->field), fault->description, fault->chinese);
    }
  }
  return errors.ToStatus("ROSTER_INVALID");
}

}  // namespace nianbao::submission
