#include "clients/cli/batch_sheet.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/strip.h"
#include "clients/cli/filing_statuses.h"
#include "clients/cli/in_order.h"
#include "clients/cli/load_file.h"
#include "clients/cli/names.h"
#include "libs/place/describe.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

using directory::v1::FilingStatus;
using document::v1::BatchSheetRow;
using submission::v1::SubmissionService;

constexpr size_t kFilingsAtATime = 4;
// A sheet of 1000 reports takes some seconds; this is for a reader that is gone.
constexpr absl::Duration kSheetReadingMax = absl::Minutes(2);

BatchSheetRow NamesOf(const FilingStatus& status, int year) {
  BatchSheetRow row;
  row.set_organ(std::string(absl::StripPrefix(status.organ().name(), "organs/")));
  form::v1::AnnualReport& report = *row.mutable_document()->mutable_report();
  report.set_organ_name(status.organ().title());
  report.set_year(year);
  return row;
}

// The report of the filing; nullopt while it has none.
using Report = absl::StatusOr<std::optional<form::v1::AnnualReport>>;

Report ReportOf(SubmissionService::Stub& service, const Session& session, const std::string& filing) {
  submission::v1::GetFilingRequest request;
  request.set_name(filing);
  ASSIGN_OR_RETURN(const auto response,
                   rpc::CallUnary(service, &SubmissionService::Stub::GetFiling, request, session.call()));
  const submission::v1::Filing& shown = response.filing();
  const auto& revision = shown.has_effective_revision() ? shown.effective_revision() : shown.open_revision();
  if (!revision.has_report()) return std::nullopt;
  return revision.report();
}

// Rows with the reports of these filings, without those that have none.
absl::StatusOr<std::vector<BatchSheetRow>> WithReports(const Session& session,
                                                       const std::vector<FilingStatus>& statuses, int year) {
  const auto service = SubmissionService::NewStub(session.Connect());
  std::vector<BatchSheetRow> rows;
  absl::Status failed;
  InOrder<Report>(
      statuses.size(), kFilingsAtATime,
      [&](size_t i) -> Report {
        if (!statuses[i].has_filing()) return std::nullopt;
        return ReportOf(*service, session, statuses[i].filing().name());
      },
      [&](size_t i, const Report& report) {
        if (!report.ok()) {
          failed.Update(report.status());
        } else if (report->has_value()) {
          rows.push_back(NamesOf(statuses[i], year));
          *rows.back().mutable_document()->mutable_report() = **report;
        }
      });
  if (!failed.ok()) return failed;
  return rows;
}

std::string LabelOf(const std::string& path, const finding::v1::Place& place) {
  return fmt::format("{} {}", path, place::InChinese(place));
}

}  // namespace

absl::StatusOr<std::vector<BatchSheetRow>> SheetRowsOf(const Session& session, const std::string& node, int year,
                                                       SheetContent content) {
  const auto directory = directory::v1::DirectoryService::NewStub(session.Connect());
  ASSIGN_OR_RETURN(FilingStatuses statuses, ReadFilingStatuses(session, *directory, node, year));
  std::vector<FilingStatus>& all = statuses.all;
  all.erase(std::remove_if(all.begin(), all.end(),
                           [](const FilingStatus& status) { return status.scope() == form::v1::SCOPE_ROLL_UP; }),
            all.end());
  if (content == SheetContent::kReports) return WithReports(session, all, year);
  std::vector<BatchSheetRow> rows;
  for (const FilingStatus& status : all) rows.push_back(NamesOf(status, year));
  return rows;
}

absl::StatusOr<document::v1::ReadBatchSheetResponse> ReadSheet(document::v1::DocumentService::Stub& service,
                                                               const std::string& path,
                                                               const rpc::CallOptions& options) {
  document::v1::ReadBatchSheetRequest request;
  request.set_file_name(std::filesystem::path(path).filename().string());
  ASSIGN_OR_RETURN(*request.mutable_content(), LoadFile(path));
  rpc::CallOptions patient = options;
  patient.timeout = std::max(options.timeout, kSheetReadingMax);
  auto response = rpc::CallUnary(service, &document::v1::DocumentService::Stub::ReadBatchSheet, request, patient);
  if (!response.ok()) return status::Annotate(response.status(), path);
  return response;
}

std::vector<ReportToSubmit> ReportsIn(const document::v1::ReadBatchSheetResponse& sheet, const std::string& path,
                                      const Session& session, const SubmitServices& services,
                                      const SubmitHow& options) {
  std::vector<ReportToSubmit> reports;
  for (const BatchSheetRow& row : sheet.rows()) {
    const auto read = [&] {
      SubmitHow how = options;
      how.organ = row.organ();
      if (!how.organ.empty()) how.organs = nullptr;
      return AsToSubmit(session, services, how, row.document());
    };
    reports.push_back({LabelOf(path, row.place()), read});
  }
  return reports;
}

}  // namespace nianbao::cli
