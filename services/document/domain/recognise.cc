#include "services/document/domain/recognise.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/document/domain/assemble_rows.h"
#include "services/document/domain/cell_readings.h"
#include "services/document/domain/findings.h"
#include "services/document/domain/items.h"
#include "services/document/domain/narrative_claims.h"
#include "services/document/domain/recognise_fee_statement.h"
#include "services/document/domain/recognise_headings.h"
#include "services/document/domain/recognise_tables.h"
#include "services/document/domain/recognise_title.h"
#include "services/document/domain/written_sections.h"

namespace nianbao::document::domain {
namespace {

void WriteTitle(const ReportTitle& title, form::v1::AnnualReport& report) {
  report.set_organ_name(title.organ_name);
  report.set_year(title.year);
  report.set_scope(title.roll_up ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
}

}  // namespace

v1::ReadDocumentResponse Recognise(const Document& file) {
  const Document document = AssembleRows(file);
  const std::vector<Item> items = ItemsOf(document);
  const std::map<size_t, int> headings = FindHeadings(items);
  v1::ReadDocumentResponse response;
  form::v1::AnnualReport& report = *response.mutable_report();
  Findings findings;
  WriteTitle(RecogniseTitle(items, headings, findings), report);
  CellReadings readings;
  const std::vector<bool> taken = RecogniseTables(items, headings, readings, findings);
  *report.mutable_narrative() = ReadWrittenSections(items, headings, taken, findings);
  AddNarrativeClaims(report.year(), *report.mutable_narrative());
  *report.mutable_processing_fees() = RecogniseFeeStatement(report.narrative().other_matters(), findings);
  for (auto& finding : findings) *response.add_findings() = std::move(finding);
  readings.WriteTo(response);
  return response;
}

}  // namespace nianbao::document::domain
