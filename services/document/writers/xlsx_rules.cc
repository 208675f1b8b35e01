#include "services/document/writers/xlsx_rules.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/decimal.h"
#include "libs/rulebook/delivered.h"
#include "libs/rulebook/total_rules.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;

const form::Cell& CatalogueCell(const PrintedCell& cell) { return form::Catalogue::Get().cells()[*cell.cell]; }

// By the total's index of the catalogue.
const std::map<int, const rulebook::Instance*>& Totals() {
  static const auto* const totals = [] {
    auto* const map = new std::map<int, const rulebook::Instance*>();
    for (const rulebook::TotalRule& total : rulebook::TotalsOf(rulebook::Delivered())) {
      (*map)[total.cell] = total.instance;
    }
    return map;
  }();
  return *totals;
}

bool SameUnit(const XlsxFigure& part, const PrintedCell& total) {
  return CatalogueCell(*part.cell).unit == CatalogueCell(total).unit;
}

// The sum that a workbook makes of the figures it holds as numbers; nullopt when it holds none.
std::optional<absl::int128> StoredSum(const std::vector<XlsxFigure>& figures) {
  std::optional<absl::int128> sum;
  for (const XlsxFigure& figure : figures) {
    if (!IsStoredNumber(*figure.cell)) continue;
    sum = sum.value_or(0) + form::ParseDecimal(figure.cell->text, CatalogueCell(*figure.cell).scale).value_or(0);
  }
  return sum;
}

bool Prints(const PrintedCell& cell, std::optional<absl::int128> value) {
  if (!value) return cell.text.empty();
  return IsStoredNumber(cell) && cell.text == form::FormatDecimal(*value, CatalogueCell(cell).scale);
}

// The warnings of LimitEntries; the library wants texts that it could change.
struct Warning {
  uint8_t type;
  std::string title;
  std::string text;
};

lxw_error Limit(lxw_worksheet* sheet, const XlsxFigure& first, const XlsxFigure& last, int rows, Warning warning) {
  lxw_data_validation limit = {};
  limit.validate = warning.type;
  limit.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
  limit.value_number = 0;
  limit.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  limit.error_title = warning.title.data();
  limit.error_message = warning.text.data();
  return worksheet_data_validation_range(sheet, first.row, first.column, last.row + rows - 1, last.column, &limit);
}

}  // namespace

std::optional<std::string> TotalFormula(const PrintedCell& cell, const XlsxFigures& figures) {
  if (!cell.cell) return std::nullopt;
  const auto total = Totals().find(*cell.cell);
  if (total == Totals().end()) return std::nullopt;
  const auto parts = figures.Of(total->second->linear.right);
  if (!parts || !Prints(cell, StoredSum(*parts))) return std::nullopt;
  if (!std::all_of(parts->begin(), parts->end(), [&](const XlsxFigure& part) { return SameUnit(part, cell); })) {
    return std::nullopt;
  }
  const std::string ranges = RangesOf(*parts);
  return absl::StrCat("=IF(COUNT(", ranges, ")=0,\"\",SUM(", ranges, "))");
}

lxw_error MarkBrokenRules(lxw_worksheet* sheet, const XlsxFigures& figures, lxw_format* broken, int rows) {
  const rulebook::CompiledRulebook& rulebook = rulebook::Delivered();
  for (int i = 0; i < rulebook.source.rules_size(); ++i) {
    if (!rulebook::IsEquation(rulebook.source.rules(i))) continue;
    for (const rulebook::Instance& instance : rulebook.instances[i]) {
      if (instance.linear.relation != rulebook::v1::RELATION_EQUAL) continue;
      const auto left = figures.Of(instance.linear.left);
      const auto right = figures.Of(instance.linear.right);
      if (!left || !right) continue;
      std::string formula = absl::StrCat("=SUM(", RangesOf(*left), ")<>SUM(", RangesOf(*right), ")");
      std::vector<XlsxFigure> marked = *left;
      if (left->size() > 1) marked.insert(marked.end(), right->begin(), right->end());
      for (const XlsxFigure& figure : marked) {
        lxw_conditional_format mark = {};
        mark.type = LXW_CONDITIONAL_TYPE_FORMULA;
        mark.value_string = formula.data();
        mark.format = broken;
        const lxw_error error = worksheet_conditional_format_range(sheet, figure.row, figure.column,
                                                                   figure.row + rows - 1, figure.column, &mark);
        if (error != LXW_NO_ERROR) return error;
      }
    }
  }
  return LXW_NO_ERROR;
}

lxw_error LimitEntries(lxw_worksheet* sheet, const XlsxFigures& figures, int rows) {
  const Warning count = {LXW_VALIDATION_TYPE_INTEGER, "请填件数",
                         "件数是不小于 0 的整数，没有发生的填 0；不适用的填“/”，并点“是”保留。"};
  const Warning money = {LXW_VALIDATION_TYPE_DECIMAL, "请填金额", "金额不小于 0，没有发生的填 0。"};
  for (auto first = figures.all().begin(); first != figures.all().end();) {
    const form::CellKind kind = CatalogueCell(*first->second.cell).kind;
    auto last = first;
    // One limit for the neighbours in a row.
    for (auto next = std::next(last); next != figures.all().end(); ++next) {
      const bool beside = next->second.row == last->second.row && next->second.column == last->second.column + 1;
      if (!beside || CatalogueCell(*next->second.cell).kind != kind) break;
      last = next;
    }
    const lxw_error error =
        Limit(sheet, first->second, last->second, rows, kind == form::CellKind::kMoney ? money : count);
    if (error != LXW_NO_ERROR) return error;
    first = std::next(last);
  }
  return LXW_NO_ERROR;
}

}  // namespace nianbao::document::writers
