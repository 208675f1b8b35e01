#include "services/submission/domain/deadline_field.h"

#include "absl/strings/str_cat.h"
#include "services/submission/domain/day.h"

namespace nianbao::submission {
namespace {

// A day further ahead is a slip of the pen.
constexpr absl::Duration kAheadMax = absl::Hours(24 * 366);

}  // namespace

void CheckDeadline(absl::string_view path, const std::string& due_date, absl::Time now, FieldErrors& errors) {
  const std::string today = DayInShanghai(now);
  const std::string last = DayInShanghai(now + kAheadMax);
  if (IsDay(due_date) && today <= due_date && due_date <= last) return;
  errors.Add(path, absl::StrCat("got \"", due_date, "\", want a day from ", today, " to ", last),
             absl::StrCat("期限应写作 2025-01-31 的形式，在今天（", today, "）至 ", last, " 之间"));
}

}  // namespace nianbao::submission
