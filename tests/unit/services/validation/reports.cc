#include "tests/unit/services/validation/reports.h"

#include <gtest/gtest.h>

#include "libs/form/cell_vector.h"
#include "libs/rulebook/delivered.h"
#include "services/validation/domain/validate_report.h"

namespace nianbao::validation {
namespace {

constexpr const char* kApplicants[] = {
    "natural_person", "enterprise", "research_institution", "public_welfare_organization", "legal_service",
    "other",          "total"};

struct Row {
  const char* name;
  int64_t counts[7];
};

constexpr Row kRequests[] = {
    {"received", {13612, 252, 0, 45, 128, 32, 14069}},
    {"carried_in", {535, 6, 0, 1, 18, 0, 560}},
    {"outcomes.granted", {5345, 129, 0, 41, 19, 14, 5548}},
    {"outcomes.partially_granted", {2120, 39, 0, 1, 6, 2, 2168}},
    {"outcomes.refused.state_secret", {13, 0, 0, 0, 0, 0, 13}},
    {"outcomes.refused.prohibited_by_law", {30, 0, 0, 0, 0, 0, 30}},
    {"outcomes.refused.endangers_security_or_stability", {11, 0, 0, 0, 0, 0, 11}},
    {"outcomes.refused.third_party_rights", {49, 2, 0, 0, 0, 0, 51}},
    {"outcomes.refused.internal_affairs", {103, 1, 0, 0, 0, 0, 104}},
    {"outcomes.refused.process_information", {84, 1, 0, 0, 0, 0, 85}},
    {"outcomes.refused.enforcement_file", {282, 4, 0, 0, 0, 0, 286}},
    {"outcomes.refused.administrative_inquiry", {147, 0, 0, 0, 1, 2, 150}},
    {"outcomes.unable.not_held", {3075, 50, 0, 0, 89, 8, 3222}},
    {"outcomes.unable.requires_creation", {177, 3, 0, 0, 0, 0, 180}},
    {"outcomes.unable.still_unclear", {19, 0, 0, 0, 0, 0, 19}},
    {"outcomes.not_processed.petition_or_complaint", {199, 1, 0, 0, 3, 0, 203}},
    {"outcomes.not_processed.repeated", {147, 1, 0, 0, 0, 0, 148}},
    {"outcomes.not_processed.excessive", {100, 1, 0, 0, 0, 0, 101}},
    {"outcomes.not_processed.reissue_or_confirmation", {5, 0, 0, 0, 0, 0, 5}},
    {"outcomes.other.not_corrected_in_time", {315, 3, 0, 0, 0, 0, 318}},
    {"outcomes.other.fee_unpaid", {202, 0, 0, 1, 0, 0, 203}},
    {"outcomes.other.miscellaneous", {941, 17, 0, 1, 3, 3, 965}},
    {"outcomes.total", {13364, 252, 0, 44, 121, 29, 13810}},
    {"carried_out", {783, 6, 0, 2, 25, 3, 819}},
};

struct Figure {
  const char* code;
  int64_t value;
};

constexpr Figure kOtherTables[] = {
    {"proactive_disclosure.rules.issued", 3},
    {"proactive_disclosure.rules.repealed", 5},
    {"proactive_disclosure.rules.in_force", 74},
    {"proactive_disclosure.normative_documents.issued", 564},
    {"proactive_disclosure.normative_documents.repealed", 984},
    {"proactive_disclosure.normative_documents.in_force", 4185},
    {"proactive_disclosure.licensing_decisions", 11398889},
    {"proactive_disclosure.penalty_decisions", 6937489},
    {"proactive_disclosure.coercion_decisions", 166105},
    {"proactive_disclosure.administrative_fees", 316441'000000},
    {"remedies.reconsideration.upheld", 376},
    {"remedies.reconsideration.corrected", 97},
    {"remedies.reconsideration.other", 196},
    {"remedies.reconsideration.pending", 121},
    {"remedies.reconsideration.total", 790},
    {"remedies.direct_litigation.upheld", 16},
    {"remedies.direct_litigation.corrected", 1},
    {"remedies.direct_litigation.other", 12},
    {"remedies.direct_litigation.pending", 27},
    {"remedies.direct_litigation.total", 56},
    {"remedies.litigation_after_reconsideration.upheld", 74},
    {"remedies.litigation_after_reconsideration.corrected", 1},
    {"remedies.litigation_after_reconsideration.other", 30},
    {"remedies.litigation_after_reconsideration.pending", 51},
    {"remedies.litigation_after_reconsideration.total", 156},
};

const form::Cell& CellAt(absl::string_view code) {
  const form::Cell* cell = form::Catalogue::Get().Find(code);
  EXPECT_NE(cell, nullptr) << "no cell " << code;
  return *cell;
}

void MakeEmpty(form::v1::AnnualReport& report, absl::string_view code, form::CellState state) {
  form::CellVector vector = form::VectorOf(report).value();
  vector.SetEmpty(CellAt(code).index, state);
  form::ApplyVector(vector, report);
}

}  // namespace

form::v1::AnnualReport ZeroReport(int year) {
  form::v1::AnnualReport report;
  report.set_year(year);
  for (const form::Cell& cell : form::Catalogue::Get().cells()) form::SetFigure(cell, 0, report);
  for (const form::Cell& figure : form::Catalogue::Get().fee_statement()) form::SetFigure(figure, 0, report);
  report.mutable_narrative()->set_overview("本机关依法公开政府信息。");
  report.mutable_narrative()->set_problems_and_improvements("公开目录更新不够及时，已明确专人按月核对并加以改进。");
  report.mutable_narrative()->set_other_matters("本年度没有收取信息处理费。");
  return report;
}

form::v1::AnnualReport ConsistentReport() {
  form::v1::AnnualReport report = ZeroReport(2025);
  for (const Row& row : kRequests) {
    for (int i = 0; i < 7; ++i) {
      SetCell(report, std::string("requests.") + row.name + "." + kApplicants[i], row.counts[i]);
    }
  }
  for (const Figure& figure : kOtherTables) SetCell(report, figure.code, figure.value);
  SetCell(report, "processing_fees.notices", 300);
  SetCell(report, "processing_fees.notified_amount", 40'000'00);
  SetCell(report, "processing_fees.collected_amount", 400'00);
  return report;
}

int64_t GetCell(const form::v1::AnnualReport& report, absl::string_view code) {
  return form::GetFigure(CellAt(code), report).value();
}

void SetCell(form::v1::AnnualReport& report, absl::string_view code, int64_t value) {
  form::SetFigure(CellAt(code), value, report);
}

void MakeBlank(form::v1::AnnualReport& report, absl::string_view code) {
  MakeEmpty(report, code, form::CellState::kBlank);
}

void MakeNotApplicable(form::v1::AnnualReport& report, absl::string_view code) {
  MakeEmpty(report, code, form::CellState::kNotApplicable);
}

void MakeUnresolved(form::v1::AnnualReport& report, absl::string_view code, absl::string_view raw_text) {
  MakeEmpty(report, code, form::CellState::kUnresolved);
  for (form::v1::CellMark& mark : *report.mutable_marks()) {
    if (mark.cell() == code) mark.set_raw_text(std::string(raw_text));
  }
}

v1::Verdict Judge(const v1::ValidateReportRequest& request) {
  return domain::ValidateReport(rulebook::Delivered(), request).value();
}

v1::Verdict Validate(const form::v1::AnnualReport& report, const std::optional<form::v1::AnnualReport>& prior) {
  v1::ValidateReportRequest request;
  *request.mutable_report() = report;
  if (prior) *request.mutable_context()->add_prior() = *prior;
  return Judge(request);
}

std::vector<std::string> IdsOf(const v1::Verdict& verdict) {
  std::vector<std::string> ids;
  for (const auto& finding : verdict.findings()) ids.push_back(finding.id());
  return ids;
}

}  // namespace nianbao::validation
