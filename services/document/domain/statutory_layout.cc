#include "services/document/domain/statutory_layout.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/fee_sentence.h"
#include "services/document/domain/printable.h"
#include "services/document/domain/printed_figure.h"
#include "services/document/domain/statutory_table.h"

namespace nianbao::document::domain {
namespace {

constexpr std::array<absl::string_view, 7> kSectionNumbers = {"〇", "一", "二", "三", "四", "五", "六"};

std::string YearOf(const form::v1::AnnualReport& report) {
  return report.year() == 0 ? "" : absl::StrCat(report.year(), "年");
}

std::string SubjectOf(const form::v1::AnnualReport& report) {
  return absl::StrCat(form::Catalogue::Get().title(), report.scope() == form::v1::SCOPE_ROLL_UP ? "（汇总）" : "");
}

// The text of a written section; empty for one that is tabulated.
std::string WrittenText(int section, const form::v1::AnnualReport& report) {
  const form::v1::Narrative& narrative = report.narrative();
  const auto& fields = *form::v1::Narrative::descriptor();
  for (int i = 0; i < fields.field_count(); ++i) {
    if (fields.field(i)->options().GetExtension(form::v1::section).number() != section) continue;
    return narrative.GetReflection()->GetString(narrative, fields.field(i));
  }
  return "";
}

bool HasTable(int section) {
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    if (cell.section == section) return true;
  }
  return false;
}

bool HasFeeStatement(int section) { return form::Catalogue::Get().fee_statement().front().section == section; }

}  // namespace

std::string OneLineTitle(const form::v1::AnnualReport& report) {
  return absl::StrCat(YearOf(report), PrintableLine(report.organ_name()), SubjectOf(report));
}

PrintedReport StatutoryLayout(const form::v1::AnnualReport& report) {
  PrintedReport printed;
  // Two lines keep a name that ends with a numeral apart from the year.
  if (std::string organ = PrintableLine(report.organ_name()); !organ.empty()) printed.title.push_back(std::move(organ));
  printed.title.push_back(absl::StrCat(YearOf(report), SubjectOf(report)));
  const PrintedFigures figures(report);
  for (const form::SectionTitle& section : form::Catalogue::Get().sections()) {
    PrintedSection& part = printed.sections.emplace_back();
    part.number = section.number;
    part.heading = absl::StrCat(kSectionNumbers.at(section.number), "、", section.heading.text);
    if (HasTable(section.number)) {
      part.table = StatutoryTable(section, figures);
      continue;
    }
    part.paragraphs = PrintableLines(WrittenText(section.number, report));
    if (!part.paragraphs.empty() || !HasFeeStatement(section.number)) continue;
    if (std::string fees = FeeSentence(report); !fees.empty()) part.paragraphs.push_back(std::move(fees));
  }
  return printed;
}

}  // namespace nianbao::document::domain
