#include "tests/torture/filing_load.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/report_builder.h"

namespace nianbao::integration {

using submission::v1::Filing;
using submission::v1::ReviewService;
using submission::v1::Revision;
using submission::v1::SubmissionService;

namespace {

constexpr int kOrgansPerClient = 4;
// Of so many calls without an answer one is not repeated.
constexpr int kGivesUpOneIn = 20;
// Of so many acknowledgements one is looked at through another replica.
constexpr int kLooksOneIn = 4;
constexpr absl::Duration kCallTimeout = absl::Seconds(10);
constexpr absl::Duration kPauseBeforeRepeat = absl::Milliseconds(20);

std::string OrganOf(int client, int number) { return absl::StrCat("organ-", client, "-", number); }

bool MayTryAgain(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

// What is said of a filing that changed meanwhile.
bool SaysThatItChanged(const absl::Status& status) {
  const std::string reason = status::ReasonOf(status);
  return reason == "ETAG_MISMATCH" || reason == "FILING_EXISTS" || reason == "STATE_NOT_ALLOWED";
}

std::vector<Door> DoorsOf(const std::vector<Replica*>& replicas, int clients) {
  const auto imported = rpc::CallUnary(replicas[0]->directory(), &directory::v1::DirectoryService::Stub::ImportOrgans,
                                       FilingLoad::Roster(clients), {.actor = "名册管理员"});
  if (!imported.ok()) throw std::runtime_error(imported.status().ToString());
  std::vector<Door> doors;
  for (Replica* const replica : replicas) doors.push_back({&replica->submission(), &replica->review()});
  return doors;
}

}  // namespace

// One client, which is both filer and reviewer under two names.
class FilingLoad::Filer {
 public:
  Filer(FilingLoad& load, int number, uint64_t seed) : load_(load), number_(number), random_(seed) {
    if (!load.options_.names_itself) return;
    clerk_.actor = absl::StrCat("填报人", number);
    reviewer_.actor = absl::StrCat("审核人", number);
  }

  void Run() {
    for (int i = 0; !load_.stopping_; ++i) {
      const std::string name =
          absl::StrCat("organs/", OrganOf(number_, i % kOrgansPerClient), "/filings/", kYear, "-own");
      // Files what stands open to be filed, and accepts what was filed.
      for (int step = 0; step < 2 && !load_.stopping_; ++step) {
        const absl::Time next = absl::Now() + load_.options_.pace;
        Step(name, known_[name]);
        absl::SleepFor(next - absl::Now());
      }
    }
  }

 private:
  void Step(const std::string& name, Filing& filing) {
    if (filing.open_revision().state() == Revision::STATE_SUBMITTED) {
      auto request = AcceptRequest(filing);
      Ask("AcceptFiling", {.request_id = request.request_id(), .filing = name, .to = Revision::STATE_ACCEPTED}, filing,
          [&](const Door& door) {
            return rpc::CallUnary(*door.review, &ReviewService::Stub::AcceptFiling, request, reviewer_);
          });
      return;
    }
    auto request = SubmitRequest(OrganOf(number_, 0), ConsistentReport(kYear, random_));
    request.set_filing(name);
    request.set_etag(filing.etag());
    if (filing.has_effective_revision()) request.set_correction_reason("更正统计口径。");
    Ask("SubmitFiling", {.request_id = request.request_id(), .filing = name, .to = Revision::STATE_SUBMITTED}, filing,
        [&](const Door& door) {
          return rpc::CallUnary(*door.submission, &SubmissionService::Stub::SubmitFiling, request, clerk_);
        });
  }

  template <typename Call>
  void Ask(const std::string& method, AskedChange change, Filing& filing, const Call& call) {
    const absl::Time asked_at = absl::Now();
    change.period = Period();
    while (true) {
      const size_t door = AnyDoor();
      const auto response = call(load_.doors_[door]);
      if (response.ok()) {
        filing = response->filing();
        const Revision& changed =
            change.to == Revision::STATE_ACCEPTED ? filing.effective_revision() : filing.open_revision();
        change.token = response->token();
        change.report_digest = changed.report_digest();
        if (changed.state() != change.to) load_.Fault(absl::StrCat(change.request_id, ": got state ", changed.state()));
        Write(std::move(change));
        load_.Acknowledge(door, asked_at);
        if (load_.options_.on_answer) load_.options_.on_answer(method, absl::Now() - asked_at);
        if (random_() % kLooksOneIn == 0) Look(filing);
        return;
      }
      if (!MayTryAgain(response.status())) {
        // What the client gave up may have been carried out after all, later.
        if (!gave_up_.contains(change.filing) || !SaysThatItChanged(response.status())) {
          load_.Fault(absl::StrCat(change.request_id, ": ", response.status().ToString()));
        }
        break;
      }
      if (random_() % kGivesUpOneIn == 0) {
        gave_up_.insert(change.filing);
        Write(change);
        break;
      }
      absl::SleepFor(kPauseBeforeRepeat);
    }
    filing = Read(change.filing);
  }

  // The filing as it stands; empty when there is none.
  Filing Read(const std::string& name) {
    submission::v1::GetFilingRequest request;
    request.set_name(name);
    while (true) {
      auto response = rpc::CallUnary(Submission(), &SubmissionService::Stub::GetFiling, request, clerk_);
      if (response.ok()) return std::move(*response->mutable_filing());
      if (absl::IsNotFound(response.status())) return {};
      if (!MayTryAgain(response.status())) {
        load_.Fault(absl::StrCat(name, ": ", response.status().ToString()));
        return {};
      }
      absl::SleepFor(kPauseBeforeRepeat);
    }
  }

  // Every door shows what was acknowledged.
  void Look(const Filing& filing) {
    submission::v1::GetFilingRequest request;
    request.set_name(filing.name());
    const auto seen = rpc::CallUnary(Submission(), &SubmissionService::Stub::GetFiling, request, clerk_);
    if (!seen.ok() && MayTryAgain(seen.status())) return;
    const bool as_acknowledged =
        seen.ok() && (gave_up_.contains(filing.name()) || seen->filing().etag() == filing.etag());
    if (!as_acknowledged) {
      load_.Fault(absl::StrCat(filing.name(), ": acknowledged ", filing.etag(), ", then shown as ",
                               seen.ok() ? seen->filing().etag() : seen.status().ToString()));
    }
  }

  void Write(AskedChange change) {
    absl::MutexLock lock(&load_.mutex_);
    load_.asked_.push_back(std::move(change));
  }

  std::string Period() {
    absl::MutexLock lock(&load_.mutex_);
    return load_.period_;
  }

  size_t AnyDoor() { return random_() % load_.doors_.size(); }
  SubmissionService::Stub& Submission() { return *load_.doors_[AnyDoor()].submission; }

  FilingLoad& load_;
  const int number_;
  std::mt19937_64 random_;
  rpc::CallOptions clerk_ = {.timeout = kCallTimeout};
  rpc::CallOptions reviewer_ = {.timeout = kCallTimeout};
  std::map<std::string, Filing> known_;
  std::set<std::string> gave_up_;
};

directory::v1::ImportOrgansRequest FilingLoad::Roster(int clients) {
  directory::v1::ImportOrgansRequest roster;
  roster.set_request_id(rpc::NewRequestId());
  *roster.add_organs() = MakeOrgan("city", "");
  for (int client = 0; client < clients; ++client) {
    for (int i = 0; i < kOrgansPerClient; ++i) *roster.add_organs() = MakeOrgan(OrganOf(client, i), "city");
  }
  return roster;
}

FilingLoad::FilingLoad(std::vector<Door> doors, Options options)
    : doors_(std::move(doors)), options_(std::move(options)), last_(doors_.size()) {
  for (int client = 0; client < options_.clients; ++client) {
    threads_.emplace_back([this, client] { Filer(*this, client, options_.seed + client).Run(); });
  }
}

FilingLoad::FilingLoad(const std::vector<Replica*>& replicas, int clients, uint64_t seed)
    : FilingLoad(DoorsOf(replicas, clients), {.clients = clients, .seed = seed}) {}

FilingLoad::~FilingLoad() { Stop(); }

void FilingLoad::SetPeriod(std::string period) {
  absl::MutexLock lock(&mutex_);
  period_ = std::move(period);
}

void FilingLoad::Acknowledge(size_t door, absl::Time asked_at) {
  absl::MutexLock lock(&mutex_);
  ++acknowledged_;
  if (asked_at > last_[door].asked) last_[door] = {asked_at, absl::Now()};
}

void FilingLoad::Fault(std::string what) {
  absl::MutexLock lock(&mutex_);
  faults_.push_back(std::move(what));
}

std::optional<absl::Time> FilingLoad::AwaitAcknowledgement(absl::Time asked_after, absl::Duration patience) {
  absl::MutexLock lock(&mutex_);
  const LastAnswer* found = nullptr;
  const auto answered = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    for (const LastAnswer& last : last_) {
      if (last.asked > asked_after) found = &last;
    }
    return found != nullptr;
  };
  if (!mutex_.AwaitWithTimeout(absl::Condition(&answered), patience)) return std::nullopt;
  return found->answered;
}

bool FilingLoad::AwaitEveryDoor(absl::Time asked_after, absl::Duration patience) {
  absl::MutexLock lock(&mutex_);
  const auto answered = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return std::all_of(last_.begin(), last_.end(), [&](const LastAnswer& last) { return last.asked > asked_after; });
  };
  return mutex_.AwaitWithTimeout(absl::Condition(&answered), patience);
}

bool FilingLoad::AwaitMore(int64_t acknowledgements, absl::Duration patience) {
  absl::MutexLock lock(&mutex_);
  const int64_t wanted = acknowledged_ + acknowledgements;
  const auto enough = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return acknowledged_ >= wanted; };
  return mutex_.AwaitWithTimeout(absl::Condition(&enough), patience);
}

int64_t FilingLoad::acknowledged() {
  absl::MutexLock lock(&mutex_);
  return acknowledged_;
}

std::vector<AskedChange> FilingLoad::Stop() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  absl::MutexLock lock(&mutex_);
  return asked_;
}

std::vector<std::string> FilingLoad::faults() {
  absl::MutexLock lock(&mutex_);
  return faults_;
}

}  // namespace nianbao::integration
