// Those who call the submission service, each in a fiber of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/property/document/rng.h"
#include "tests/simulation/fiber.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/office_requests.h"
#include "tests/simulation/rules_peer.h"
#include "tests/simulation/submission_process.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/virtual_clock.h"

namespace nianbao::simulation {

// Clerks, reviewers and a registrar, who ask for one change after the other, and for each until it is answered; a
// network that delivers requests once more; a gateway that uses up nonces; and the turner of days.
class Callers {
 public:
  struct Numbers {
    int clerks = 0;
    int reviewers = 0;
    bool has_registrar = false;
  };

  Callers(uint64_t seed, Numbers numbers, SubmissionProcess& process, RulesPeer& rules, const VirtualClock& clock,
          Ledger& ledger, Tally& tally);

  // One of those that have not ended goes on a step.
  void GoOn();
  bool HaveEnded() const;
  // They end once what they have asked for is answered.
  void Close() { closing_ = true; }
  // They end as soon as a call returns.
  void Abandon() { closing_ = abandoned_ = true; }

 private:
  void Start(std::function<void()> body);
  void Work(Duty duty, const submission::Caller& caller);
  void Insist(Asked& asked);
  absl::StatusOr<Reply> Send(Asked& asked);
  void DeliverAgain();
  void UseNonces();
  void TurnDays();

  testing::Rng random_;
  SubmissionProcess& process_;
  RulesPeer& rules_;
  const VirtualClock& clock_;
  Ledger& ledger_;
  Tally& tally_;
  OfficeRequests requests_;
  bool closing_ = false;
  bool abandoned_ = false;
  std::vector<std::unique_ptr<Fiber>> fibers_;
};

}  // namespace nianbao::simulation
