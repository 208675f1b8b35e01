#include "services/document/domain/fee_sentence.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"

namespace nianbao::document::domain {

std::string FeeSentence(const form::v1::AnnualReport& report) {
  std::vector<std::string> clauses;
  for (const form::Cell& figure : form::Catalogue::Get().fee_statement()) {
    const auto value = form::GetFigure(figure, report);
    if (!value) continue;
    clauses.push_back(absl::StrCat(figure.rows.back().text, "为", form::FormatDecimal(*value, figure.scale),
                                   figure.unit == form::v1::UNIT_YUAN ? "元" : "件"));
  }
  return clauses.empty() ? "" : absl::StrCat(absl::StrJoin(clauses, "，"), "。");
}

}  // namespace nianbao::document::domain
