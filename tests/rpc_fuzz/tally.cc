#include "tests/rpc_fuzz/tally.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace nianbao::rpc_fuzz {
namespace {

constexpr size_t kReasonsShown = 3;

}  // namespace

void Tally::Add(const std::string& method, const Verdict& verdict) {
  Row& row = rows_[method];
  for (const std::string& outcome : verdict.outcomes) {
    ++row.executions;
    outcome.empty() ? ++row.accepted : ++row.refused[outcome];
  }
  if (!verdict.fault.empty()) ++row.findings;
}

std::string Tally::Line(const std::string& name, const Row& row) {
  std::vector<std::pair<int64_t, std::string>> reasons;
  for (const auto& [reason, count] : row.refused) reasons.emplace_back(-count, reason);
  std::sort(reasons.begin(), reasons.end());
  std::string shown;
  for (size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    absl::StrAppend(&shown, " ", reasons[i].second, " ", -reasons[i].first);
  }
  if (reasons.size() > kReasonsShown) absl::StrAppend(&shown, " …");
  return absl::StrFormat("%-22s %10d %8d %8d %8d %s\n", name, row.executions, row.accepted,
                         row.executions - row.accepted, row.findings, shown);
}

std::string Tally::Table() const {
  std::string table = "method                 executions accepted  refused findings  reasons\n";
  Row sum;
  for (const auto& [name, row] : rows_) {
    absl::StrAppend(&table, Line(name, row));
    sum.executions += row.executions;
    sum.accepted += row.accepted;
    sum.findings += row.findings;
    for (const auto& [reason, count] : row.refused) sum.refused[reason] += count;
  }
  absl::StrAppend(&table, Line("all", sum));
  return table;
}

std::string Tally::NeverAccepted() const {
  std::string names;
  for (const auto& [name, row] : rows_) {
    if (row.accepted == 0) absl::StrAppend(&names, names.empty() ? "" : " ", name);
  }
  return names;
}

int64_t Tally::findings() const {
  int64_t findings = 0;
  for (const auto& [name, row] : rows_) findings += row.findings;
  return findings;
}

}  // namespace nianbao::rpc_fuzz
