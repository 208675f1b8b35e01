// Who locks what of one file of SQLite, and the memory that its connections share.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

namespace nianbao::simulation {

// Locks of the file itself, from SQLITE_LOCK_NONE to SQLITE_LOCK_EXCLUSIVE, and of the places of the WAL index; as
// SQLite describes both. They end with the process, and so does the memory. `owner` is the handle of a connection.
class FileLocks {
 public:
  // Returns whether it was given.
  bool Raise(const void* owner, int level);
  void Lower(const void* owner, int level);
  bool IsReserved() const;

  bool LockPlaces(const void* owner, int first, int count, bool exclusive);
  void UnlockPlaces(const void* owner, int first, int count);

  // nullptr when it is not there and not to be made.
  void* Region(const void* owner, int number, size_t bytes, bool make);
  // The last one takes the memory along.
  void LeaveRegions(const void* owner);

 private:
  enum class Hold { kShared, kExclusive };

  std::map<const void*, int> levels_;
  // By place and owner.
  std::map<int, std::map<const void*, Hold>> places_;
  std::map<const void*, bool> attached_;
  std::vector<std::unique_ptr<char[]>> regions_;
};

}  // namespace nianbao::simulation
