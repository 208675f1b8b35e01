#include "tests/unit/services/document/sample_report.h"

#include <limits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "libs/form/decimal.h"

namespace nianbao::document::domain {
namespace {

using form::v1::CellMark;

void Mark(const std::string& code, CellMark::State state, const std::string& raw_text, form::v1::AnnualReport& report) {
  CellMark& mark = *report.add_marks();
  mark.set_cell(code);
  mark.set_state(state);
  mark.set_raw_text(raw_text);
}

form::v1::AnnualReport EmptyReport() {
  form::v1::AnnualReport report;
  report.set_organ_name("清溪县农业农村局（县乡村振兴局）");
  report.set_year(2024);
  report.set_scope(form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
  report.mutable_narrative()->set_overview("（一）主动公开。全年按时公开各类信息。\n（二）依申请公开。逐件登记办理。");
  report.mutable_narrative()->set_problems_and_improvements("公开栏目更新还不够及时，下一年逐项改进。");
  report.mutable_narrative()->set_other_matters("本年发出收费通知2件，总金额1200元，实际收取的总金额为1000.5元。");
  report.mutable_processing_fees()->set_notices(2);
  report.mutable_processing_fees()->set_notified_amount(120'000);
  report.mutable_processing_fees()->set_collected_amount(100'050);
  return report;
}

}  // namespace

form::v1::AnnualReport SampleReport() {
  form::v1::AnnualReport report = EmptyReport();
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.code == "requests.carried_in.enterprise") continue;
    if (cell.code == "requests.received.other") {
      Mark(cell.code, CellMark::STATE_NOT_APPLICABLE, "—", report);
    } else if (cell.code == "requests.carried_out.total") {
      Mark(cell.code, CellMark::STATE_UNRESOLVED, "16余件", report);
    } else {
      form::SetFigure(cell, cell.scale > 0 ? 7'730'280'000 : 1000 + cell.index, report);
    }
  }
  return report;
}

form::v1::AnnualReport RandomReport(std::mt19937_64& random) {
  const std::vector<std::string> nothing = {"/", "—", "不适用", "-"};
  const std::vector<std::string> doubtful = {"1、6", "22余件", "约251000元", "+1036", "=1+1", "<b>&\"3\""};
  const auto pick = [&](const std::vector<std::string>& texts) { return texts[random() % texts.size()]; };
  form::v1::AnnualReport report = EmptyReport();
  if (random() % 2 == 0) report.set_scope(form::v1::SCOPE_ROLL_UP);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const int64_t any = static_cast<int64_t>(random() % std::numeric_limits<int64_t>::max());
    // A "/" in the first column with nothing after it would stand for the whole row.
    const bool first_column = cell.code.find(".issued") != std::string::npos;
    switch (first_column ? 7 : random() % 8) {
      case 0:
        break;
      case 1:
        Mark(cell.code, CellMark::STATE_NOT_APPLICABLE, pick(nothing), report);
        break;
      case 2:
        Mark(cell.code, CellMark::STATE_UNRESOLVED, pick(doubtful), report);
        break;
      default:
        form::SetFigure(cell, any >> (random() % 63), report);
    }
  }
  return report;
}

std::string SampleText(const std::string& code) {
  const form::Cell& cell = *form::Catalogue::Get().Find(code);
  return form::FormatDecimal(*form::GetFigure(cell, SampleReport()), cell.scale);
}

std::string AsSavedText(const PrintedReport& report) {
  std::string text;
  for (const std::string& line : report.title) absl::StrAppend(&text, line, "\n");
  for (const PrintedSection& section : report.sections) {
    absl::StrAppend(&text, "\n", section.heading, "\n\n");
    for (const std::string& paragraph : section.paragraphs) absl::StrAppend(&text, paragraph, "\n\n");
    if (!section.table) continue;
    std::vector<int> covered(section.table->widths.size());
    for (const PrintedRow& row : section.table->rows) {
      std::vector<std::string> places(covered.size());
      for (const PrintedCell& cell : row) {
        covered[cell.column] = cell.rows;
        places[cell.column] = cell.text;
      }
      for (size_t i = 0; i < covered.size(); ++i) {
        if (covered[i] == 0) continue;
        absl::StrAppend(&text, "\t", places[i], "\n");
        --covered[i];
      }
      text += "\n";
    }
  }
  return text;
}

}  // namespace nianbao::document::domain
