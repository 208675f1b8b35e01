#include "clients/cli/recomputation/stored_year.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/btree_map.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/progress_bar.h"
#include "libs/form/cell_vector.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::cli {
namespace {

using directory::v1::DirectoryService;
using submission::v1::Filing;
using submission::v1::Revision;
using submission::v1::SubmissionService;
using Organs = absl::btree_map<std::string, YearOrgan>;

bool OwesOwn(const organ::v1::Organ& organ) {
  return organ.scope_duty() == organ::v1::SCOPE_DUTY_OWN || organ.scope_duty() == organ::v1::SCOPE_DUTY_BOTH;
}

class Reader {
 public:
  Reader(const Session& session, const std::shared_ptr<grpc::Channel>& channel, int year)
      : year_(year),
        last_day_(absl::StrCat(year, "-12-31")),
        options_(session.call()),
        directory_(DirectoryService::NewStub(channel)),
        submission_(SubmissionService::NewStub(channel)) {}

  void TakeLines(const YearLog& log) {
    for (const auto& [name, line] : log.lines()) {
      organs_[name] = {.name = name,
                       .parent = line.organ().parent(),
                       .present = !line.removed(),
                       .owes_own = !line.removed() && OwesOwn(line.organ()),
                       .closed = line.closed() && !line.removed()};
    }
  }

  // Where there is no list: the tree of the last day.
  absl::Status ReadTree() {
    directory::v1::ListOrgansRequest request;
    request.set_day(last_day_);
    request.set_page_size(10'000);
    do {
      ASSIGN_OR_RETURN(const auto page,
                       rpc::CallUnary(*directory_, &DirectoryService::Stub::ListOrgans, request, options_));
      for (const organ::v1::Organ& organ : page.organs()) {
        organs_[organ.name()] = {
            .name = organ.name(), .parent = organ.parent(), .present = true, .owes_own = OwesOwn(organ)};
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  absl::Status ReadReports() {
    ExpectReports();
    ProgressBar bar(organs_.size());
    submission::v1::ListFilingsRequest request;
    request.set_year(year_);
    request.set_page_size(1000);
    for (const char* path : {"name", "organ", "scope", "effective_revision.state", "effective_revision.timeliness",
                             "effective_revision.backloaded", "open_revision.state", "open_revision.timeliness"}) {
      request.mutable_read_mask()->add_paths(path);
    }
    do {
      ASSIGN_OR_RETURN(const auto page,
                       rpc::CallUnary(*submission_, &SubmissionService::Stub::ListFilings, request, options_));
      for (const Filing& filing : page.filings()) {
        RETURN_IF_ERROR(Take(filing));
        bar.Show(std::min(organs_.size(), static_cast<size_t>(reports_read_)));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

  StoredYear Result() && {
    StoredYear year = {.organs = {}, .reports_read = reports_read_};
    for (auto& [name, organ] : organs_) organ.scope = CountedScope(organ);
    for (auto& [name, organ] : organs_) year.organs.push_back(std::move(organ));
    return year;
  }

 private:
  bool IsCovered(const std::string& organ) const {
    size_t steps = 0;
    for (auto at = organs_.find(organ); at != organs_.end() && steps <= organs_.size(); ++steps) {
      at = organs_.find(at->second.parent);
      if (at != organs_.end() && at->second.closed) return true;
    }
    return false;
  }

  form::v1::Scope CountedScope(const YearOrgan& organ) const {
    if (IsCovered(organ.name)) return form::v1::SCOPE_UNSPECIFIED;
    return organ.closed ? form::v1::SCOPE_ROLL_UP : form::v1::SCOPE_OWN;
  }

  void ExpectReports() {
    for (auto& [name, organ] : organs_) {
      const bool owes = (organ.owes_own || organ.closed) && !IsCovered(name);
      organ.counts.set_expected(owes ? 1 : 0);
      organ.counts.set_missing(owes ? 1 : 0);
    }
  }

  // The organ of a filing, in the tree though it is not on the list or does not exist on the last day of the year, and
  // with it all above it.
  absl::StatusOr<YearOrgan*> Placed(const std::string& name) {
    if (const auto known = organs_.find(name); known != organs_.end()) return &known->second;
    directory::v1::GetOrganRequest request;
    request.set_name(name);
    request.set_day(last_day_);
    ASSIGN_OR_RETURN(const auto response,
                     rpc::CallUnary(*directory_, &DirectoryService::Stub::GetOrgan, request, options_));
    organs_[name] = {.name = name, .parent = response.organ().parent()};
    if (!response.organ().parent().empty()) RETURN_IF_ERROR(Placed(response.organ().parent()).status());
    return &organs_[name];
  }

  absl::Status Take(const Filing& filing) {
    ASSIGN_OR_RETURN(YearOrgan* const organ, Placed(filing.organ()));
    if (filing.scope() != CountedScope(*organ)) return absl::OkStatus();
    organ->filing = filing.name();
    return filing.has_effective_revision() ? TakeAccepted(filing, *organ) : TakeOpen(filing.open_revision(), *organ);
  }

  absl::Status TakeAccepted(const Filing& filing, YearOrgan& organ) {
    const Revision& accepted = filing.effective_revision();
    organ.counts.set_expected(1);
    organ.counts.set_missing(0);
    organ.counts.set_accepted(1);
    organ.counts.set_published(accepted.state() == Revision::STATE_PUBLISHED ? 1 : 0);
    organ.counts.set_backloaded(accepted.backloaded() ? 1 : 0);
    organ.counts.set_late(accepted.timeliness() == Revision::TIMELINESS_LATE ? 1 : 0);
    organ.counts.set_summaries(organ.closed ? 1 : 0);
    ASSIGN_OR_RETURN(organ.cells, ReadCells(filing.name()));
    return absl::OkStatus();
  }

  absl::Status TakeOpen(const Revision& open, YearOrgan& organ) {
    const bool submitted = open.state() == Revision::STATE_SUBMITTED;
    const bool returned = open.state() == Revision::STATE_RETURNED;
    if (organ.counts.expected() == 0 || (!submitted && !returned)) return absl::OkStatus();
    organ.counts.set_missing(0);
    organ.counts.set_submitted(submitted ? 1 : 0);
    organ.counts.set_returned(returned ? 1 : 0);
    organ.counts.set_late(open.timeliness() == Revision::TIMELINESS_LATE ? 1 : 0);
    return absl::OkStatus();
  }

  absl::StatusOr<std::shared_ptr<const form::CellVector>> ReadCells(const std::string& filing) {
    submission::v1::GetFilingRequest request;
    request.set_name(filing);
    for (const char* table : {"proactive_disclosure", "requests", "remedies", "marks"}) {
      request.mutable_read_mask()->add_paths(absl::StrCat("effective_revision.report.", table));
    }
    ASSIGN_OR_RETURN(const auto response,
                     rpc::CallUnary(*submission_, &SubmissionService::Stub::GetFiling, request, options_));
    const auto cells = form::VectorOf(response.filing().effective_revision().report());
    if (!cells.ok()) return status::Annotate(cells.status(), filing);
    ++reports_read_;
    return std::make_shared<const form::CellVector>(*cells);
  }

  const int year_;
  const std::string last_day_;
  const rpc::CallOptions options_;
  const std::unique_ptr<DirectoryService::Stub> directory_;
  const std::unique_ptr<SubmissionService::Stub> submission_;
  Organs organs_;
  int64_t reports_read_ = 0;
};

}  // namespace

absl::StatusOr<StoredYear> ReadStoredYear(const Session& session, const std::shared_ptr<grpc::Channel>& channel,
                                          int year, const YearLog& log) {
  Reader reader(session, channel, year);
  if (log.lines().empty()) {
    RETURN_IF_ERROR(reader.ReadTree());
  } else {
    reader.TakeLines(log);
  }
  RETURN_IF_ERROR(reader.ReadReports());
  return std::move(reader).Result();
}

}  // namespace nianbao::cli
