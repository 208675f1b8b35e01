// The totals of a log, asked by the bare ids of organs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/aggregation/domain/engine.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

class Summed {
 public:
  // Takes in all of the log.
  explicit Summed(const LogBuilder& log);
  // Takes in nothing yet.
  explicit Summed(const std::string& log_id);

  absl::Status Apply(const submission::v1::EventRecord& record) { return engine_.Apply(0, record); }
  submission::v1::EventToken position() const { return engine_.facts().Log(0)->position(); }

  absl::StatusOr<aggregation::NodeTotal> TryTotal(const std::string& id, const aggregation::ViewKey& key) const;
  // Fails the test when there is none.
  aggregation::NodeTotal Total(const std::string& id, const aggregation::ViewKey& key) const;
  // By name.
  std::vector<std::string> Children(const std::string& id, const aggregation::ViewKey& key) const;

  const aggregation::Engine& engine() const { return engine_; }

 private:
  aggregation::Engine engine_{{""}};
};

int64_t CellOf(const aggregation::NodeTotal& total, const std::string& code = kReceived);

}  // namespace nianbao::testing
