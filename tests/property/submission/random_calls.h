// What clients ask for, drawn from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/property/document/rng.h"
#include "tests/property/submission/call.h"
#include "tests/property/submission/reference_model.h"

namespace nianbao::submission {

class RandomCalls {
 public:
  explicit RandomCalls(uint64_t seed) : random_(seed) {}

  // A call with a request_id of its own, by a client who has seen what the model shows, or something older. Mostly one
  // that the model would carry out.
  Call Next(const ReferenceModel& model);

  // Submissions of one client, each with a request_id of its own.
  std::vector<Call> NextSubmissions(const ReferenceModel& model);

  testing::Rng& random() { return random_; }

 private:
  Call Any(const ReferenceModel& model, Method method);
  Method AnyMethod();
  // Searches a while for one that the model would carry out.
  template <typename Draw>
  Call Searched(const ReferenceModel& model, Draw draw);
  void PickFiling(const ReferenceModel& model, Call& call);
  void AboutAFiling(const ReferenceModel& model, Call& call);
  void AboutItems(const ReferenceModel& model, Call& call);
  void AboutALock(const ReferenceModel& model, Call& call);
  void AboutOrgans(const ReferenceModel& model, Call& call);
  void AboutARule(const ReferenceModel& model, Call& call);

  testing::Rng random_;
  int calls_ = 0;
};

}  // namespace nianbao::submission
