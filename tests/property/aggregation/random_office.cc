#include "tests/property/aggregation/random_office.h"

#include <iterator>
#include <stdexcept>

#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"
#include "libs/rulebook/delivered.h"
#include "services/submission/domain/accept_filing.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/amend_roster.h"
#include "services/submission/domain/backload_filing.h"
#include "services/submission/domain/change_organ.h"
#include "services/submission/domain/freeze_roster.h"
#include "services/submission/domain/import_organs.h"
#include "services/submission/domain/publish_filing.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/return_filing.h"
#include "services/submission/domain/revoke_filing.h"
#include "services/submission/domain/seal_node.h"
#include "services/submission/domain/submit_filing.h"
#include "services/submission/domain/unlock_year.h"
#include "services/submission/domain/withdraw_filing.h"

namespace nianbao::testing {

using directory::v1::RosterAmendment;
using submission::kClerk;
using submission::kReviewer;
using submission::Organ;

RandomOffice::RandomOffice(const std::string& prefix, uint64_t seed) : prefix_(prefix), random_(seed) {
  store_ = submission::OpenSqlite(folder_.File("nianbao.db"), [&] { return "log-" + prefix_; }).value();
  if (!submission::AdoptRulebook(*store_, clock_, rulebook::Delivered().source).ok()) {
    throw std::runtime_error("the delivered rulebook was refused");
  }
  directory::v1::ImportOrgansRequest request;
  request.set_request_id(NewRequestId());
  *request.add_organs() = Organ(NextId(), "", organ::v1::SCOPE_DUTY_ROLL_UP);
  for (const int parent : {0, 0, 1, 1, 2, 2}) {
    const std::string id = organs_[parent].substr(7);
    *request.add_organs() = Organ(NextId(), id, Pick(3) == 0 ? organ::v1::SCOPE_DUTY_OWN : organ::v1::SCOPE_DUTY_BOTH);
  }
  submission::ImportOrgans(deps(), kReviewer, request).value();
}

std::string RandomOffice::NextId() {
  const std::string id = prefix_ + std::to_string(organs_.size());
  organs_.push_back("organs/" + id);
  return id;
}

std::string RandomOffice::AnyOrgan() { return organs_[Pick(static_cast<int>(organs_.size()))]; }

// Some are past when the clock stands, some lie ahead.
std::string RandomOffice::AnyDay() {
  const std::vector<std::string> days = {"2022-05-01", "2023-07-01", "2024-03-01",
                                         "2024-12-31", "2025-01-10", "2025-06-01"};
  return days[Pick(static_cast<int>(days.size()))];
}

std::vector<submission::v1::EventRecord> RandomOffice::Records() const {
  return store_->ReadEvents(0, 1'000'000).value();
}

std::string RandomOffice::EtagNow(const std::string& filing) const {
  const auto snapshot = store_->FindFiling(filing).value();
  return snapshot.has_value() ? snapshot->filing.etag() : "";
}

void RandomOffice::Happen() {
  sealed_.reset();
  const int kind = Pick(20);
  if (kind < 3) return ChangeOrgans();
  if (kind < 5) return ChangeList();
  if (kind == 5) return Seal();
  if (kind == 6) return Unseal();
  GoOnFiling();
}

std::vector<RandomOffice::Sealed> RandomOffice::seals() const {
  std::vector<Sealed> seals;
  for (const auto& [place, sealed] : seals_) seals.push_back(sealed);
  return seals;
}

void RandomOffice::Seal() {
  submission::v1::SealNodeRequest request;
  request.set_request_id(NewRequestId());
  request.set_node(AnyOrgan());
  request.set_year(kYears[Pick(2)]);
  request.set_reason("汇总定稿");
  request.set_allow_missing(true);
  const auto response = submission::SealNode(deps(), kReviewer, request);
  if (!response.ok()) return;
  sealed_ = {.node = request.node(), .year = request.year(), .token = response->token()};
  seals_[{request.node(), request.year()}] = *sealed_;
}

void RandomOffice::Unseal() {
  if (seals_.empty()) return;
  const auto seal = std::next(seals_.begin(), Pick(static_cast<int>(seals_.size())));
  submission::v1::UnlockYearRequest request;
  request.set_request_id(NewRequestId());
  request.set_node(seal->second.node);
  request.set_year(seal->second.year);
  request.set_reason("补报");
  submission::UnlockYear(deps(), kReviewer, request).value();
  seals_.erase(seal);
}

void RandomOffice::GoOnFiling() {
  const int year = kYears[Pick(2)];
  const auto scope = Pick(5) == 0 ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
  const std::string filing = submission::FilingName({AnyOrgan(), year, scope});
  if (Pick(2) == 0) return Submit(filing, year, scope);
  Review(filing);
}

form::v1::AnnualReport RandomOffice::AnyReport(int year, form::v1::Scope scope) {
  form::v1::AnnualReport report = submission::Report(year, 0, scope);
  form::CellVector figures;
  for (int cell = 0; cell < form::CellVector::kSize; ++cell) {
    if (Pick(3) != 0) figures.SetNumber(cell, Pick(Pick(20) == 0 ? 2'000'000'000 : 100));
    if (Pick(30) == 0) figures.SetEmpty(cell, form::CellState::kNotApplicable);
  }
  form::ApplyVector(figures, report);
  return report;
}

void RandomOffice::Submit(const std::string& filing, int year, form::v1::Scope scope) {
  if (Pick(8) == 0) {
    submission::v1::BackloadFilingRequest request;
    request.set_request_id(NewRequestId());
    request.set_filing(filing);
    request.set_etag(EtagNow(filing));
    *request.mutable_report() = AnyReport(year, scope);
    (void)submission::BackloadFiling(deps(), kReviewer, request);
    return;
  }
  submission::v1::SubmitFilingRequest request;
  request.set_request_id(NewRequestId());
  request.set_filing(filing);
  request.set_etag(EtagNow(filing));
  request.set_correction_reason("核对后更正");
  *request.mutable_report() = AnyReport(year, scope);
  (void)submission::SubmitFiling(deps(), kClerk, request);
}

void RandomOffice::Review(const std::string& filing) {
  const auto fill = [&](auto request) {
    request.set_request_id(NewRequestId());
    request.set_filing(filing);
    request.set_etag(EtagNow(filing));
    return request;
  };
  const int kind = Pick(10);
  if (kind < 6) {
    auto request = fill(submission::v1::AcceptFilingRequest());
    request.set_signed_off_by("分管负责人");
    (void)submission::AcceptFiling(deps(), kReviewer, request);
  } else if (kind == 6) {
    auto request = fill(submission::v1::ReturnFilingRequest());
    request.set_reason("请核对新收件数");
    (void)submission::ReturnFiling(deps(), kReviewer, request);
  } else if (kind == 7) {
    (void)submission::WithdrawFiling(deps(), kClerk, fill(submission::v1::WithdrawFilingRequest()));
  } else if (kind == 8) {
    auto request = fill(submission::v1::PublishFilingRequest());
    request.mutable_publication()->set_url("https://www.example.gov.cn/nb.html");
    (void)submission::PublishFiling(deps(), kClerk, request);
  } else {
    auto request = fill(submission::v1::RevokeFilingRequest());
    request.set_reason("误报");
    (void)submission::RevokeFiling(deps(), kReviewer, request);
  }
}

void RandomOffice::ChangeOrgans() {
  directory::v1::ChangeOrganRequest request;
  request.set_request_id(NewRequestId());
  request.set_effective_day(AnyDay());
  request.set_reason("机构改革");
  switch (Pick(5)) {
    case 0:
      *request.mutable_set_up()->mutable_organ() = Organ(NextId(), AnyOrgan().substr(7));
      break;
    case 1:
      request.mutable_move()->set_organ(AnyOrgan());
      request.mutable_move()->set_parent(AnyOrgan());
      break;
    case 2:
      request.mutable_merge()->add_organs(AnyOrgan());
      request.mutable_merge()->mutable_into()->set_name(AnyOrgan());
      break;
    case 3:
      request.mutable_split()->set_organ(AnyOrgan());
      request.mutable_split()->add_into()->set_name(AnyOrgan());
      *request.mutable_split()->add_into() = Organ(NextId(), AnyOrgan().substr(7));
      break;
    default:
      request.mutable_dissolve()->set_organ(AnyOrgan());
      if (Pick(2) == 0) request.mutable_dissolve()->add_successors(AnyOrgan());
  }
  (void)submission::ChangeOrgan(deps(), kReviewer, request);
}

void RandomOffice::ChangeList() {
  const int year = kYears[Pick(2)];
  if (Pick(4) == 0) {
    directory::v1::FreezeRosterRequest request;
    request.set_request_id(NewRequestId());
    request.set_year(year);
    (void)submission::FreezeRoster(deps(), kReviewer, request);
    return;
  }
  directory::v1::AmendRosterRequest request;
  request.set_request_id(NewRequestId());
  request.set_year(year);
  request.set_reason("经核定");
  RosterAmendment& amendment = *request.add_amendments();
  amendment.set_action(static_cast<RosterAmendment::Action>(1 + Pick(4)));
  amendment.set_organ(AnyOrgan());
  (void)submission::AmendRoster(deps(), kReviewer, request);
}

}  // namespace nianbao::testing
