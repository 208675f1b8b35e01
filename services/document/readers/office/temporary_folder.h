// A folder for the files of one call.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace nianbao::document::readers {

// Readable for this user alone. Goes with the object, and all that is in it.
class TemporaryFolder {
 public:
  // Below TMPDIR, or /tmp. INTERNAL INTERNAL when it cannot be made.
  static absl::StatusOr<TemporaryFolder> Make();
  ~TemporaryFolder();

  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, "")) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace nianbao::document::readers
