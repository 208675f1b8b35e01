// The submission service, as far as it can lose something.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "services/submission/domain/clock.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/stepped_store.h"
#include "tests/simulation/tally.h"

namespace nianbao::simulation {

inline constexpr char kStorePath[] = "/data/nianbao.db";

// Begins stopped.
class SubmissionProcess {
 public:
  SubmissionProcess(Disk& disk, const submission::Clock& clock, Tally& tally)
      : disk_(disk), clock_(clock), tally_(tally) {}
  ~SubmissionProcess();

  // As MakeSubmissionService begins: opens the store, adopts the delivered rules, turns the day. After an error it is
  // stopped.
  absl::Status Start();
  // Ends in order.
  void Stop();
  // Dies; the machine goes on.
  void Kill();
  // The machine loses power and comes back.
  void LosePower();

  // nullptr while it is stopped. Whoever works in it keeps hold of it.
  const std::shared_ptr<SteppedStore>& store() const { return store_; }

 private:
  void CloseCutOff();

  Disk& disk_;
  const submission::Clock& clock_;
  Tally& tally_;
  std::shared_ptr<SteppedStore> store_;
};

// A disk with a new store, whose log has this roster: a county with four offices and a town, which has an office
// itself.
DiskImage FoundedStore();

}  // namespace nianbao::simulation
