// A disk that a test can fill.
#pragma once

#include <cstdint>
#include <string>

#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {

// A file system in memory, of a few megabytes, where this process may mount one; it goes with the test.
class SmallDisk {
 public:
  explicit SmallDisk(int64_t megabytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  // False without the right to mount: the test cannot be made here.
  bool is_there() const { return is_there_; }
  std::string File(const std::string& name) const { return folder_.File(name); }
  const std::filesystem::path& path() const { return folder_.path(); }

  // Fills it but for so many pages of 4 096 bytes.
  void Fill(int64_t pages_left = 0);
  // Takes what it was filled with away again.
  void Free();
  // From now on nothing can be written. No file may be open for writing.
  void MakeReadOnly();

 private:
  TemporaryFolder folder_;
  bool is_there_;
};

}  // namespace nianbao::submission
