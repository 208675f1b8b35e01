#include "libs/rulebook/formula_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/form/catalogue.h"
#include "libs/rulebook/binding.h"

namespace nianbao::rulebook {
namespace {

int64_t CoefficientOf(const v1::Term& term) { return term.coefficient() == 0 ? 1 : term.coefficient(); }

bool IsMoneyCell(const std::string& code) {
  const form::Cell* cell = form::Catalogue::Get().Find(code);
  return cell != nullptr && cell->kind == form::CellKind::kMoney;
}

}  // namespace

bool FormulaText::IsMoney(const Terms& terms) const {
  const std::vector<Binding> bindings = BindingsOf(rule_);
  const auto is_money = [&](const v1::Term& term) {
    return !term.cell().empty() && std::all_of(bindings.begin(), bindings.end(), [&](const Binding& binding) {
      return IsMoneyCell(Expand(term.cell(), rule_, binding).value_or(""));
    });
  };
  return std::any_of(terms.begin(), terms.end(), is_money);
}

std::string FormulaText::Amount(const v1::Term& term, int64_t coefficient, bool money) const {
  if (term.cell().empty()) {
    if (!money) return absl::StrCat(coefficient);
    return absl::StrFormat("%d.%02d%s", coefficient / 100, coefficient % 100, Say(" 元", " yuan"));
  }
  std::string figure = term.cell();
  if (term.source() == v1::Term::SOURCE_PRIOR) figure = absl::StrCat(Say("上年", "prior"), "(", figure, ")");
  if (term.source() == v1::Term::SOURCE_PARTS) figure = absl::StrCat(Say("各单位合计", "parts"), "(", figure, ")");
  if (term.source() == v1::Term::SOURCE_LARGEST_PART) {
    figure = absl::StrCat(Say("各单位最大", "largest part"), "(", figure, ")");
  }
  return coefficient == 1 ? figure : absl::StrCat(coefficient, " × ", figure);
}

std::string FormulaText::Signed(const Terms& terms, int sign, bool money) const {
  std::string text;
  for (const v1::Term& term : terms) {
    const int64_t coefficient = sign * CoefficientOf(term);
    const bool first = text.empty();
    const absl::string_view plus = first ? "" : " + ";
    const absl::string_view minus = first ? "-" : " - ";
    const int64_t size = coefficient < 0 ? -coefficient : coefficient;
    absl::StrAppend(&text, coefficient < 0 ? minus : plus, Amount(term, size, money));
  }
  return text.empty() ? "0" : text;
}

std::string FormulaText::OfSum(const Terms& terms) const { return Signed(terms, 1, IsMoney(terms)); }

std::string FormulaText::Compare(const Terms& left, v1::Relation relation, const Terms& right) const {
  const bool money = IsMoney(left) || IsMoney(right);
  if (relation == v1::RELATION_MULTIPLE) {
    return absl::StrCat(Signed(left, 1, money), Say(" 是 ", " is a multiple of "), Signed(right, 1, money),
                        Say(" 的整数倍", ""));
  }
  const bool below_zero = right.empty() && std::all_of(left.begin(), left.end(),
                                                       [](const v1::Term& term) { return CoefficientOf(term) < 0; });
  if (relation == v1::RELATION_AT_LEAST && below_zero) return absl::StrCat(Signed(left, -1, money), " ≤ 0");
  return absl::StrCat(Signed(left, 1, money), relation == v1::RELATION_EQUAL ? " = " : " ≥ ", Signed(right, 1, money));
}

}  // namespace nianbao::rulebook
