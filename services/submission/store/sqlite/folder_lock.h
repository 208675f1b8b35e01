// One program at a time over a data folder.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace nianbao::submission {

// Holds the folder until it is destroyed, or until the process ends in whatever way.
//
// Two programs on one database would keep it whole, but neither would see the other's events until its next own commit.
class FolderLock {
 public:
  // UNAVAILABLE STORE_IN_USE when another program holds it, STORE_UNAVAILABLE when the lock file cannot be made.
  static absl::StatusOr<FolderLock> Take(const std::string& folder);
  ~FolderLock();

  FolderLock(FolderLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace nianbao::submission
