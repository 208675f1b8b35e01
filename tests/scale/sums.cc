#include "tests/scale/sums.h"

#include <cstddef>

namespace nianbao::scale {

using nlohmann::json;

Sums::Sums(const json& json) {
  for (const auto& entry : json) {
    sums_[{entry.at("year"), entry.at("node"), entry.at("line")}] = {entry.at("reports"), entry.at("cells")};
  }
}

void Sums::Add(const SumKey& key, const form::CellVector& figures) {
  absl::MutexLock lock(&mutex_);
  Sum& sum = sums_[key];
  ++sum.reports;
  for (size_t cell = 0; cell < sum.cells.size(); ++cell) sum.cells[cell] += figures.values()[cell];
}

std::map<SumKey, Sum> Sums::Get() const {
  absl::MutexLock lock(&mutex_);
  return sums_;
}

json Sums::ToJson() const {
  json entries = json::array();
  for (const auto& [key, sum] : Get()) {
    entries.push_back(
        {{"year", key.year}, {"node", key.node}, {"line", key.line}, {"reports", sum.reports}, {"cells", sum.cells}});
  }
  return entries;
}

}  // namespace nianbao::scale
