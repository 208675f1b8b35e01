#include "services/submission/domain/organ_check.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/codes/credit_code.h"
#include "libs/codes/division_code.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/resource_name.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;

constexpr size_t kTitleBytesMax = 300;
constexpr int kAliasesMax = 20;
constexpr size_t kPhoneBytesMax = 64;
constexpr size_t kLineBytesMax = 60;
constexpr size_t kDivisionCodeSize = 12;

std::optional<RosterFault> FaultOfNames(const Organ& organ) {
  if (IsBlank(organ.title())) {
    return RosterFault{"title", "got nothing, want the official name", absl::StrCat(organ.name(), " 缺少机关名称")};
  }
  if (organ.title().size() > kTitleBytesMax) {
    return RosterFault{"title", absl::StrCat("got ", organ.title().size(), " bytes, want at most ", kTitleBytesMax),
                       absl::StrCat(organ.name(), " 的机关名称过长，不能超过 100 个汉字")};
  }
  if (organ.aliases_size() > kAliasesMax) {
    return RosterFault{"aliases", absl::StrCat("got ", organ.aliases_size(), ", want at most ", kAliasesMax),
                       absl::StrCat(organ.title(), " 的别名过多，最多 ", kAliasesMax, " 个")};
  }
  for (const std::string& alias : organ.aliases()) {
    if (alias.size() <= kTitleBytesMax) continue;
    return RosterFault{"aliases", absl::StrCat("got one of ", alias.size(), " bytes, want at most ", kTitleBytesMax),
                       absl::StrCat(organ.title(), " 有一个别名过长，不能超过 100 个汉字")};
  }
  if (organ.line().size() > kLineBytesMax) {
    return RosterFault{"line", absl::StrCat("got ", organ.line().size(), " bytes, want at most ", kLineBytesMax),
                       absl::StrCat(organ.title(), " 的条线名称过长，不能超过 20 个汉字")};
  }
  if (organ.contact().office().size() > kTitleBytesMax) {
    return RosterFault{"contact.office",
                       absl::StrCat("got ", organ.contact().office().size(), " bytes, want at most ", kTitleBytesMax),
                       absl::StrCat(organ.title(), " 的联系处室名称过长，不能超过 100 个汉字")};
  }
  if (organ.contact().phone().size() > kPhoneBytesMax) {
    return RosterFault{"contact.phone",
                       absl::StrCat("got ", organ.contact().phone().size(), " bytes, want at most ", kPhoneBytesMax),
                       absl::StrCat(organ.title(), " 的联系电话过长，不能超过 ", kPhoneBytesMax, " 个字符")};
  }
  return std::nullopt;
}

bool HasTheShapeOfACreditCode(const std::string& code) {
  const auto fault = codes::FaultOfCreditCode(code);
  return !fault.has_value() || *fault == codes::CreditCodeFault::kCheckCharacter;
}

bool HasTheShapeOfADivisionCode(const std::string& code) {
  return code.size() == kDivisionCodeSize && std::all_of(code.begin(), code.end(), absl::ascii_isdigit);
}

std::optional<RosterFault> FaultOfFields(const Organ& organ) {
  if (!IsOrganName(organ.name())) {
    return RosterFault{"name",
                       absl::StrCat("got \"", organ.name(), "\", want organs/{id} with an id of a-z, 0-9 and -"),
                       absl::StrCat("机关标识“", organ.name(), "”不合规则，应为 organs/ 加小写字母、数字或短横线")};
  }
  if (std::optional<RosterFault> fault = FaultOfNames(organ); fault.has_value()) return fault;
  if (!organ::v1::OrganKind_IsValid(organ.kind()) || organ.kind() == organ::v1::ORGAN_KIND_UNSPECIFIED) {
    return RosterFault{"kind", "got none, want a kind of organ", absl::StrCat(organ.title(), " 缺少机关类别")};
  }
  if (!organ::v1::ScopeDuty_IsValid(organ.scope_duty()) || organ.scope_duty() == organ::v1::SCOPE_DUTY_UNSPECIFIED) {
    return RosterFault{"scope_duty", "got none, want the reports it must file",
                       absl::StrCat(organ.title(), " 未写明应报本级、汇总还是两者都报")};
  }
  if (!organ.credit_code().empty() && !HasTheShapeOfACreditCode(organ.credit_code())) {
    return RosterFault{
        "credit_code",
        absl::StrCat("got \"", organ.credit_code(), "\", want 18 of 0-9 and A-Z without I, O, S, V, Z, or nothing"),
        absl::StrCat(organ.title(), " 的统一社会信用代码“", organ.credit_code(),
                     "”应为 18 位数字和大写字母（不用 I、O、S、V、Z）")};
  }
  if (!organ.division_code().empty() && !HasTheShapeOfADivisionCode(organ.division_code())) {
    return RosterFault{"division_code", absl::StrCat("got \"", organ.division_code(), "\", want 12 digits, or nothing"),
                       absl::StrCat(organ.title(), " 的统计用区划代码应为 12 位数字")};
  }
  if (!organ.from_day().empty() && !IsDay(organ.from_day())) {
    return RosterFault{
        "from_day", absl::StrCat("got \"", organ.from_day(), "\", want a day such as 2025-03-01"),
        absl::StrCat(organ.title(), " 的生效日“", organ.from_day(), "”不是日期，应写作 2025-03-01 的形式")};
  }
  return std::nullopt;
}

// Codes that have the right shape and contradict themselves.
std::vector<RosterFault> FaultsOfCodes(const Organ& organ) {
  std::vector<RosterFault> faults;
  if (!organ.credit_code().empty() && codes::FaultOfCreditCode(organ.credit_code()).has_value()) {
    const char want = *codes::CreditCheckCharacter(organ.credit_code().substr(0, codes::kCreditCodeSize - 1));
    faults.push_back({"credit_code",
                      absl::StrCat("got ", organ.credit_code(), ", want ", std::string(1, want), " at its end"),
                      absl::StrCat(organ.title(), " 的统一社会信用代码 ", organ.credit_code(), " 校验不通过（末位应为 ",
                                   std::string(1, want), "），请核对是否录错")});
  }
  if (!organ.division_code().empty() && !codes::IsDivisionCode(organ.division_code())) {
    faults.push_back(
        {"division_code", absl::StrCat("got ", organ.division_code(), ", want no level below one that is missing"),
         absl::StrCat(organ.title(), " 的统计用区划代码 ", organ.division_code(), " 层级不连续，请核对是否录错")});
  }
  return faults;
}

}  // namespace

OrganFaults CheckOrgan(const Organ& organ, Origin codes) {
  OrganFaults faults;
  faults.error = FaultOfFields(organ);
  if (faults.error.has_value()) return faults;
  faults.warnings = FaultsOfCodes(organ);
  if (codes == Origin::kTyped && !faults.warnings.empty()) faults.error = std::move(faults.warnings.front());
  if (faults.error.has_value()) faults.warnings.clear();
  return faults;
}

}  // namespace nianbao::submission
