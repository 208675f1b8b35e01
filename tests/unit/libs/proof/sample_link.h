// What links two seals of the small tree of a year, for tests of links.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/proof/sum_tree.h"
#include "nianbao/aggregation/v1/root_link.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/year_lock.pb.h"

namespace nianbao::proof {

// Events for a log; they get their numbers when they are chained.
submission::v1::Event SealOfCity(submission::v1::YearLock::Kind to = submission::v1::YearLock::KIND_SEALED);
submission::v1::Event Became(const std::string& organ, submission::v1::Revision::State to, int year = 2024,
                             form::v1::Scope scope = form::v1::SCOPE_OWN);
submission::v1::Event Accepted(const std::string& organ, const std::shared_ptr<const Figures>& figures, int year = 2024,
                               form::v1::Scope scope = form::v1::SCOPE_OWN);

// Two seals of a city and what the log says between them.
struct TwoSeals {
  std::vector<SumNode> before;
  std::vector<SumNode> after;
  std::vector<submission::v1::Event> events;
  aggregation::v1::DigestAlgorithm algorithm = aggregation::v1::DIGEST_ALGORITHM_SM3;
  // Show every node, whether something became of it or not: for those who lie.
  bool show_all = false;
};

// The sample tree, with a forest office that nothing becomes of. The seal is lifted; the office corrects its report,
// the station files, the bureau publishes, a stranger and the district for another year file, and the city is sealed
// again.
TwoSeals SampleSeals();

// Numbers the events from the one after the earlier seal on, chains them, and signs both roots.
aggregation::v1::RootLink LinkOf(TwoSeals seals);

}  // namespace nianbao::proof
