#include "services/validation/domain/render_cause.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/form/decimal.h"
#include "services/validation/domain/render_cell.h"

namespace nianbao::validation::domain {
namespace {

constexpr size_t kRepairsMax = 5;

std::string InChinese(const v1::Repair& repair) {
  return absl::StrJoin(repair.changes(), "，", [](std::string* out, const v1::CellChange& change) {
    absl::StrAppend(out, "“", change.printed_name(), "”由 ", change.from().empty() ? "空白" : change.from(), " 改为 ",
                    change.to());
  });
}

std::string InEnglish(const v1::Repair& repair) {
  return absl::StrJoin(repair.changes(), ", ", [](std::string* out, const v1::CellChange& change) {
    absl::StrAppend(out, "\"", change.printed_name(), "\" from ", change.from().empty() ? "blank" : change.from(),
                    " to ", change.to());
  });
}

std::string ChineseAdvice(const v1::Cause& cause) {
  const int findings = cause.findings_size();
  if (cause.repairs().empty()) {
    return absl::StrCat("这 ", findings, " 处互相关联，改动三格以内无法使其全部相符，请对照台账逐格核对。");
  }
  const int cells = cause.repairs(0).changes_size();
  const std::string one = InChinese(cause.repairs(0));
  if (cause.repair_count() == 1) {
    return absl::StrCat("只改 ", cells, " 格就能使这 ", findings, " 处全部相符的改法只有一种：", one,
                        "。请对照台账核实后再改。");
  }
  return absl::StrCat("只改 ", cells, " 格就能使这 ", findings, " 处全部相符的改法有 ", cause.repair_count(),
                      " 种，仅凭数字不能判断是哪一格有误。可先核对：", one, "。");
}

std::string EnglishAdvice(const v1::Cause& cause) {
  const int findings = cause.findings_size();
  if (cause.repairs().empty()) {
    return absl::StrCat("These ", findings,
                        " findings are connected, and no change of up to three cells makes them all agree. Check the "
                        "cells one by one against your records.");
  }
  const int cells = cause.repairs(0).changes_size();
  const std::string one = InEnglish(cause.repairs(0));
  if (cause.repair_count() == 1) {
    return absl::StrCat("Only one change of ", cells, " cell(s) makes all ", findings, " findings agree: ", one,
                        ". Check it against your records first.");
  }
  return absl::StrCat(cause.repair_count(), " changes of ", cells, " cell(s) make all ", findings,
                      " findings agree; the figures alone do not tell which cell is wrong. Check first: ", one, ".");
}

}  // namespace

v1::CellChange RenderChange(int cell, absl::int128 to, const Figures& figures) {
  const rulebook::Position at = {v1::Term::SOURCE_UNSPECIFIED, cell};
  const form::Cell& described = CellAt(cell);
  v1::CellChange change;
  change.set_cell(described.code);
  change.set_printed_name(described.printed_name());
  if (figures.state(at) == form::CellState::kNumber) {
    change.set_from(form::FormatDecimal(figures.value(at), described.scale));
  } else if (figures.state(at) == form::CellState::kNotApplicable) {
    change.set_from("/");
  }
  change.set_to(form::FormatDecimal(to, described.scale));
  return change;
}

v1::Cause RenderCause(const std::vector<std::string>& findings, const std::vector<ChangeSet>& repairs,
                      const Figures& figures) {
  v1::Cause cause;
  cause.mutable_findings()->Add(findings.begin(), findings.end());
  cause.set_repair_count(static_cast<int>(repairs.size()));
  for (size_t i = 0; i < std::min(repairs.size(), kRepairsMax); ++i) {
    v1::Repair& repair = *cause.add_repairs();
    for (const Change& change : repairs[i]) *repair.add_changes() = RenderChange(change.cell, change.to, figures);
  }
  cause.mutable_message()->set_zh_cn(ChineseAdvice(cause));
  cause.mutable_message()->set_en(EnglishAdvice(cause));
  return cause;
}

}  // namespace nianbao::validation::domain
