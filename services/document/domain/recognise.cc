#include "services/document/domain/recognise.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/document/domain/assemble_rows.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/edition.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"
#include "services/document/domain/narrative_claims.h"
#include "services/document/domain/recognise_fee_statement.h"
#include "services/document/domain/recognise_headings.h"
#include "services/document/domain/recognise_tables.h"
#include "services/document/domain/recognise_title.h"
#include "services/document/domain/report_before_annexes.h"
#include "services/document/domain/written_sections.h"

namespace nianbao::document::domain {
namespace {

constexpr int kFirstYearOf2021 = 2021;

// What both editions have beside their tables.
template <typename Report>
void WriteTexts(const ReportTitle& title, form::v1::Edition edition, form::v1::Narrative narrative, Findings& findings,
                Report& report) {
  report.set_organ_name(title.organ_name);
  report.set_year(title.year);
  report.set_scope(title.roll_up ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN);
  report.set_edition(edition);
  AddNarrativeClaims(title.year, narrative);
  *report.mutable_processing_fees() = RecogniseFeeStatement(narrative.other_matters(), findings);
  *report.mutable_narrative() = std::move(narrative);
}

}  // namespace

v1::ReadDocumentResponse Recognise(const Document& file) {
  Findings findings;
  const std::optional<Document> report = ReportBeforeAnnexes(file, findings);
  const Document document = AssembleRows(report ? *report : file);
  const std::vector<Item> items = ItemsOf(document);
  const std::map<size_t, int> headings = FindHeadings(items);
  const ReportTitle title = RecogniseTitle(items, headings, findings);

  const form::Catalogue& old_form = form::Catalogue::Edition2019();
  const bool has_old_table = &EditionOf(items, title.year) == &old_form;
  const bool is_old = has_old_table && title.year < kFirstYearOf2021;
  CellReadings readings(is_old ? old_form : form::Catalogue::Get());
  CellReadings old_table(old_form);
  const auto& titles = TablesOf(is_old ? old_form : form::Catalogue::Get());
  std::array<TableToRead, 3> tables = {{{titles[0], &readings}, {titles[1], &readings}, {titles[2], &readings}}};
  if (has_old_table && !is_old) tables[0] = {TablesOf(old_form)[0], &old_table};
  const std::vector<bool> taken = RecogniseTables(items, headings, tables, findings);
  if (has_old_table && !is_old) AddTableOf2019(old_table, readings, findings);
  form::v1::Narrative narrative = ReadWrittenSections(items, headings, taken, findings);

  v1::ReadDocumentResponse response;
  if (is_old) {
    WriteTexts(title, form::v1::EDITION_2019, std::move(narrative), findings, *response.mutable_report_2019());
  } else {
    WriteTexts(title, form::v1::EDITION_2021, std::move(narrative), findings, *response.mutable_report());
  }
  readings.WriteTo(response);
  // What is wrong with whole tables comes before what is wrong with cells.
  google::protobuf::RepeatedPtrField<finding::v1::Finding> of_cells;
  of_cells.Swap(response.mutable_findings());
  for (auto& finding : findings) *response.add_findings() = std::move(finding);
  for (auto& finding : of_cells) *response.add_findings() = std::move(finding);
  return response;
}

}  // namespace nianbao::document::domain
