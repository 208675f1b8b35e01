#include "tests/simulation/file_locks.h"

#include <sqlite3.h>

#include <algorithm>

namespace nianbao::simulation {

bool FileLocks::Raise(const void* owner, int level) {
  int& mine = levels_[owner];
  if (mine >= level) return true;
  int others = SQLITE_LOCK_NONE;
  for (const auto& [other, held] : levels_) {
    if (other != owner) others = std::max(others, held);
  }
  switch (level) {
    case SQLITE_LOCK_SHARED:
      if (others >= SQLITE_LOCK_PENDING) return false;
      break;
    case SQLITE_LOCK_RESERVED:
      if (others >= SQLITE_LOCK_RESERVED) return false;
      break;
    default:
      if (others >= SQLITE_LOCK_RESERVED) return false;
      if (others >= SQLITE_LOCK_SHARED) {
        mine = SQLITE_LOCK_PENDING;
        return false;
      }
  }
  mine = level;
  return true;
}

void FileLocks::Lower(const void* owner, int level) {
  if (level == SQLITE_LOCK_NONE) {
    levels_.erase(owner);
  } else {
    levels_[owner] = std::min(levels_[owner], level);
  }
}

bool FileLocks::IsReserved() const {
  return std::any_of(levels_.begin(), levels_.end(),
                     [](const auto& held) { return held.second >= SQLITE_LOCK_RESERVED; });
}

bool FileLocks::LockPlaces(const void* owner, int first, int count, bool exclusive) {
  for (int place = first; place < first + count; ++place) {
    for (const auto& [other, hold] : places_[place]) {
      if (other != owner && (exclusive || hold == Hold::kExclusive)) return false;
    }
  }
  for (int place = first; place < first + count; ++place) {
    places_[place][owner] = exclusive ? Hold::kExclusive : Hold::kShared;
  }
  return true;
}

void FileLocks::UnlockPlaces(const void* owner, int first, int count) {
  for (int place = first; place < first + count; ++place) places_[place].erase(owner);
}

void* FileLocks::Region(const void* owner, int number, size_t bytes, bool make) {
  attached_[owner] = true;
  if (static_cast<size_t>(number) >= regions_.size()) {
    if (!make) return nullptr;
    while (static_cast<size_t>(number) >= regions_.size()) regions_.push_back(std::make_unique<char[]>(bytes));
  }
  return regions_[number].get();
}

void FileLocks::LeaveRegions(const void* owner) {
  for (auto& [place, holders] : places_) holders.erase(owner);
  attached_.erase(owner);
  if (attached_.empty()) regions_.clear();
}

}  // namespace nianbao::simulation
