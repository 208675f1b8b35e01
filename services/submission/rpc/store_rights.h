// Who may do what, as the store has it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "libs/access/rights.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

class StoreRights final : public access::Rights {
 public:
  // The store must outlive it.
  explicit StoreRights(const StoreReader& store) : store_(store) {}

  // The log has come to this sequence.
  void Advance(int64_t sequence) { version_ = sequence; }

  // UNAVAILABLE STORE_UNAVAILABLE, DATA_LOSS STORE_CORRUPT.
  absl::StatusOr<access::Standing> StandingOf(const std::string& subject) const override;
  int64_t version() const override { return version_; }

 private:
  const StoreReader& store_;
  std::atomic<int64_t> version_ = 0;
};

}  // namespace nianbao::submission
