#include "tests/instructions/filing_office.h"

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/delivered.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "services/validation/domain/validate_report.h"

namespace nianbao::instructions {
namespace {

constexpr int kOrgans = 100;
constexpr int kYear = 2025;
constexpr int kTextBytes = 1500;
constexpr uint64_t kSeed = 2026;

const submission::Caller& Clerk() {
  static const auto* const clerk = new submission::Caller{.name = "填报人"};
  return *clerk;
}

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(result.status().ToString());
  return *std::move(result);
}

}  // namespace

absl::StatusOr<validation::v1::Verdict> RulesAtHand::Validate(const submission::Question& question) {
  validation::v1::ValidateReportRequest request;
  *request.mutable_report() = question.report;
  *request.mutable_context() = question.context;
  return validation::domain::ValidateReport(rulebook::Delivered(), request);
}

FilingOffice::FilingOffice(const std::string& folder)
    : nation_(scale::MakeNation(kOrgans)),
      reports_(kSeed, kYear - 1, kTextBytes),
      store_(Must(submission::OpenSqlite(folder + "/nianbao.db", [] { return std::string(32, '0'); }))) {
  const absl::Status adopted = submission::AdoptRulebook(*store_, clock_, rulebook::Delivered().source);
  if (!adopted.ok()) throw std::runtime_error(adopted.ToString());
  directory::v1::ImportOrgansRequest import;
  import.set_request_id(NewRequestId());
  for (const organ::v1::Organ& organ : nation_.organs) *import.add_organs() = organ;
  Must(submission::ImportOrgans(deps(), Clerk(), import));
  directory::v1::FreezeRosterRequest freeze;
  freeze.set_request_id(NewRequestId());
  freeze.set_year(kYear);
  Must(submission::FreezeRoster(deps(), Clerk(), freeze));
  for (size_t organ = 0; organ < organs(); ++organ) Enter(organ);
}

void FilingOffice::Enter(size_t organ) {
  const scale::Reporter& reporter = nation_.reporters[organ];
  submission::v1::BackloadFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(absl::StrCat(reporter.organ, "/filings/", kYear - 1, "-own"));
  *request.mutable_report() = reports_.Make(reporter, organ, kYear - 1);
  Must(submission::BackloadFiling(deps(), Clerk(), request));
}

void FilingOffice::Submit(size_t organ) {
  const scale::Reporter& reporter = nation_.reporters.at(organ);
  submission::v1::SubmitFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(absl::StrCat(reporter.organ, "/filings/", kYear, "-own"));
  *request.mutable_report() = reports_.Make(reporter, organ, kYear);
  Must(submission::SubmitFiling(deps(), Clerk(), request));
}

}  // namespace nianbao::instructions
