#include "services/submission/domain/year_lock_edit.h"

#include <utility>

#include "services/submission/domain/event_by.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {

const v1::YearLock* FindLock(const YearLocks& locks, absl::string_view node) {
  for (const v1::YearLock& lock : locks.locks) {
    if (lock.node() == node) return &lock;
  }
  return nullptr;
}

Changeset ChangeLock(const YearLocks& before, v1::YearLock& lock, const Caller& caller, const std::string& request_id,
                     absl::Time now) {
  lock.set_author(caller.name);
  *lock.mutable_time() = ToTimestamp(now);
  v1::Event event = EventBy(caller, request_id);
  *event.mutable_time() = lock.time();
  v1::YearLockChange& change = *event.mutable_year_lock();
  change.set_year(lock.year());
  change.set_node(lock.node());
  if (const v1::YearLock* const standing = FindLock(before, lock.node())) change.set_from(standing->kind());
  change.set_to(lock.kind());
  change.set_reason(lock.reason());
  *change.mutable_exceptions() = lock.exceptions();
  change.set_missing_count(lock.missing_count());
  Changeset changes;
  changes.events.push_back(std::move(event));
  changes.year_lock = YearLockWrite{lock, before.version};
  return changes;
}

}  // namespace nianbao::submission
