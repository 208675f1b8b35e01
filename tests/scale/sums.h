// What was sent, summed where it was sent.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "libs/form/cell_vector.h"

namespace nianbao::scale {

struct Sum {
  int64_t reports = 0;
  std::array<int64_t, form::CellVector::kSize> cells{};
};

// Which organs are summed, for which year.
struct SumKey {
  int year = 0;
  // Resource name.
  std::string node;
  // Empty for all lines of work.
  std::string line;

  auto operator<=>(const SumKey&) const = default;
};

// Thread-safe.
class Sums {
 public:
  Sums() = default;
  explicit Sums(const nlohmann::json& json);

  void Add(const SumKey& key, const form::CellVector& figures);
  std::map<SumKey, Sum> Get() const;
  nlohmann::json ToJson() const;

 private:
  mutable absl::Mutex mutex_;
  std::map<SumKey, Sum> sums_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::scale
