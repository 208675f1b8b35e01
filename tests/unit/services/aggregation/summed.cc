#include "tests/unit/services/aggregation/summed.h"

#include <gtest/gtest.h>

#include "libs/form/catalogue.h"

namespace nianbao::testing {

using aggregation::NodeTotal;
using aggregation::ViewKey;

Summed::Summed(const std::string& log_id) { engine_.Begin(0, log_id); }

Summed::Summed(const LogBuilder& log) : Summed(log.token().log_id()) {
  for (const auto& record : log.records()) {
    const absl::Status applied = Apply(record);
    EXPECT_TRUE(applied.ok()) << applied;
  }
  EXPECT_EQ(position().SerializeAsString(), log.token().SerializeAsString());
}

absl::StatusOr<NodeTotal> Summed::TryTotal(const std::string& id, const ViewKey& key) const {
  const auto organ = engine_.Find("organs/" + id);
  if (!organ.ok()) return organ.status();
  return engine_.Totals(key)->Total(*organ);
}

NodeTotal Summed::Total(const std::string& id, const ViewKey& key) const {
  const auto total = TryTotal(id, key);
  EXPECT_TRUE(total.ok()) << total.status();
  return total.value_or(NodeTotal{});
}

std::vector<std::string> Summed::Children(const std::string& id, const ViewKey& key) const {
  std::vector<std::string> ids;
  for (const int child : engine_.Totals(key)->Children(engine_.Find("organs/" + id).value())) {
    ids.push_back(engine_.facts().organs().name(child).substr(std::string("organs/").size()));
  }
  return ids;
}

int64_t CellOf(const NodeTotal& total, const std::string& code) {
  return total.cells[form::Catalogue::Get().Find(code)->index];
}

}  // namespace nianbao::testing
