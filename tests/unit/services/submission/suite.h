// The filing side on a real store in a temporary folder, with a clock and a validator that tests set.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/deps.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/unit/services/submission/samples.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {

class ManualClock final : public Clock {
 public:
  absl::Time Now() const override { return now; }
  absl::Time now = absl::FromUnixSeconds(1'736'900'000);
};

// Says what the test put in, and remembers what it was shown last. Several threads may ask it; a test sets and reads
// its fields while nobody does.
class FakeValidator final : public Validator {
 public:
  absl::StatusOr<validation::v1::Verdict> Validate(const Question& question) override;

  // Adds a finding to every verdict from now on.
  void Find(const std::string& id, finding::v1::Severity severity);

  // What happens while the rules are asked.
  std::function<void()> before_answer = [] {};
  absl::Status failure;
  validation::v1::Verdict verdict;
  validation::v1::Context context_seen;
  // The digest.
  std::string rulebook_seen;

 private:
  absl::Mutex mutex_;
};

class Suite {
 public:
  // The rulebook in force is the delivered one. The roster holds organs/city (roll-up) and below it organs/edu (own)
  // and organs/park (both).
  Suite();

  Deps deps() { return {*store, validator, clock}; }
  void Reopen();
  int64_t head() const { return store->Head()->sequence(); }
  std::vector<v1::EventRecord> EventsAfter(int64_t sequence) const { return *store->ReadEvents(sequence, 10'000); }
  v1::Filing Filing(const std::string& name) const { return store->FindFiling(name)->value().filing; }
  std::string NewRequestId() { return "r" + std::to_string(++requests_); }

  // Steps of a filing's life, which tests expect to succeed: each returns the filing after it.
  v1::Filing Draft(const std::string& name, int received);
  v1::Filing Submit(const std::string& name, int received, const std::string& correction_reason = "");
  v1::Filing Return(const std::string& name);
  v1::Filing Accept(const std::string& name);
  v1::Filing Publish(const std::string& name);
  v1::Filing Revoke(const std::string& name);
  v1::Filing Backload(const std::string& name, int received);
  v1::YearLock Lock(const std::string& node, int year, const std::vector<std::string>& exceptions = {});
  v1::YearLock Unlock(const std::string& node, int year);
  // Although reports are missing.
  v1::YearLock Seal(const std::string& node, int year);

  // Requests as the steps make them, for the filing as it stands.
  v1::SaveDraftRequest DraftRequest(const std::string& name, int received);
  v1::SubmitFilingRequest SubmitRequest(const std::string& name, int received);
  v1::WithdrawFilingRequest WithdrawRequest(const std::string& name);
  v1::ReturnFilingRequest ReturnRequest(const std::string& name);
  v1::AcceptFilingRequest AcceptRequest(const std::string& name);
  v1::PublishFilingRequest PublishRequest(const std::string& name);
  v1::RevokeFilingRequest RevokeRequest(const std::string& name);
  v1::BackloadFilingRequest BackloadRequest(const std::string& name, int received);
  v1::LockYearRequest LockRequest(const std::string& node, int year);
  v1::UnlockYearRequest UnlockRequest(const std::string& node, int year);
  v1::SealNodeRequest SealRequest(const std::string& node, int year);
  // To 14 February 2025.
  v1::ExtendDeadlineRequest ExtendRequest(const std::string& name);

  TemporaryFolder folder;
  ManualClock clock;
  FakeValidator validator;
  std::unique_ptr<SqlStore> store;

 private:
  std::string EtagNow(const std::string& name) const;

  int requests_ = 0;
};

inline const Caller kClerk = {.name = "填报人"};
inline const Caller kReviewer = {.name = "审核人"};
inline constexpr char kEdu[] = "organs/edu/filings/2024-own";
inline constexpr char kParkOwn[] = "organs/park/filings/2024-own";
inline constexpr char kParkRollUp[] = "organs/park/filings/2024-rollup";

}  // namespace nianbao::submission
