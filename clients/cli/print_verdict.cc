#include "clients/cli/print_verdict.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_join.h"
#include "clients/cli/print_findings.h"

namespace nianbao::cli {
namespace {

using validation::v1::Cause;
using validation::v1::Repair;
using validation::v1::RuleOutcome;
using validation::v1::Verdict;

constexpr size_t kFindingsShown = 30;

std::string Words(const validation::v1::CellChange& change) {
  return fmt::format("“{}”{} → {}", change.printed_name(), change.from().empty() ? "空白" : change.from(), change.to());
}

void PrintCause(const Cause& cause) {
  fmt::print("  建议 {}\n", cause.message().zh_cn());
  for (int i = 1; i < cause.repairs_size(); ++i) {
    const auto& changes = cause.repairs(i).changes();
    fmt::print("      或 {}\n",
               absl::StrJoin(changes, "，", [](std::string* out, const validation::v1::CellChange& change) {
                 out->append(Words(change));
               }));
  }
  if (cause.repair_count() > cause.repairs_size()) {
    fmt::print("      另有 {} 种改法\n", cause.repair_count() - cause.repairs_size());
  }
}

// Prints findings in the order of the verdict, each once.
class VerdictPrinter {
 public:
  explicit VerdictPrinter(const Verdict& verdict) : verdict_(verdict) {}

  void Run() {
    for (const auto& finding : verdict_.findings()) {
      const Cause* const cause = CauseOf(finding.id());
      if (cause == nullptr) {
        PrintOnce(finding.id());
      } else if (printed_.count(finding.id()) == 0) {
        for (const std::string& id : cause->findings()) PrintOnce(id);
        if (printed_.size() <= kFindingsShown) PrintCause(*cause);
      }
    }
    if (printed_.size() > kFindingsShown) {
      fmt::print("  另有 {} 项没有列出，--output json 可查看全部\n", printed_.size() - kFindingsShown);
    }
  }

 private:
  const Cause* CauseOf(const std::string& finding) const {
    for (const Cause& cause : verdict_.causes()) {
      if (std::find(cause.findings().begin(), cause.findings().end(), finding) != cause.findings().end()) return &cause;
    }
    return nullptr;
  }

  void PrintOnce(const std::string& id) {
    if (!printed_.insert(id).second || printed_.size() > kFindingsShown) return;
    for (const auto& finding : verdict_.findings()) {
      if (finding.id() == id) PrintFinding(finding);
    }
  }

  const Verdict& verdict_;
  std::set<std::string> printed_;
};

void PrintOffers(const Verdict& verdict) {
  for (const validation::v1::CellChange& offer : verdict.offers()) {
    fmt::print("  可补 {}：按各项相加应为 {}（没有自动填写）\n", offer.printed_name(), offer.to());
  }
}

void PrintUncertain(const RuleOutcome& outcome) {
  const bool more = outcome.missing_count() > outcome.missing_size();
  fmt::print("  未定 规则 {}：还缺 {} 个单位的报告：{}{}\n", outcome.rule(), outcome.missing_count(),
             absl::StrJoin(outcome.missing(), "、"), more ? "等" : "");
}

}  // namespace

void PrintVerdict(const Verdict& verdict) {
  VerdictPrinter(verdict).Run();
  PrintOffers(verdict);
  for (const RuleOutcome& outcome : verdict.outcomes()) {
    if (outcome.outcome() == RuleOutcome::OUTCOME_UNCERTAIN) PrintUncertain(outcome);
  }
}

}  // namespace nianbao::cli
