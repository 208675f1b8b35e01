// What people in an office ask for, drawn from a seed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"
#include "tests/property/document/rng.h"
#include "tests/simulation/ledger.h"

namespace nianbao::simulation {

enum class Duty { kClerk, kReviewer, kRegistrar };

// Each request has a request_id of its own. They look at the store first, as it is shown to them at the moment; nullopt
// when that fails, or when there is nothing to do.
class OfficeRequests {
 public:
  static constexpr int kYears[] = {2023, 2024};

  explicit OfficeRequests(uint64_t seed) : random_(seed) {}

  std::optional<Request> Next(Duty duty, const submission::Caller& caller, const submission::StoreReader& store,
                              absl::Time now);

 private:
  std::optional<Request> OfClerk(const submission::Caller& caller, const submission::StoreReader& store);
  std::optional<Request> OfReviewer(const submission::Caller& caller, const submission::StoreReader& store,
                                    absl::Time now);
  Request OfRegistrar(const submission::Caller& caller, absl::Time now);
  Request OfRoster(const submission::Caller& caller, absl::Time now);
  std::optional<Request> Unlock(const submission::Caller& caller, const submission::StoreReader& store);
  Request OfYear(const submission::Caller& caller);
  std::optional<Request> OfRules(const submission::Caller& caller, const submission::StoreReader& store);
  std::optional<Request> Together(const submission::Caller& caller, const submission::StoreReader& store);

  submission::v1::SubmitFilingRequest Submission(const std::string& filing,
                                                 const std::optional<submission::FilingSnapshot>& standing);
  // Mostly the filing's own.
  std::string EtagOf(const std::optional<submission::FilingSnapshot>& standing);
  form::v1::AnnualReport AnyReport(const std::string& filing);
  std::string AnyFiling();
  std::string AnySubmitted(const submission::StoreReader& store);
  std::string AnyOrgan();
  std::string DayNear(absl::Time now, int64_t days_before, int64_t days_after);
  std::string NewRequestId();

  testing::Rng random_;
  int requests_ = 0;
  std::vector<std::string> organs_ = {"county", "edu", "health", "tax", "works", "town", "park"};
};

}  // namespace nianbao::simulation
