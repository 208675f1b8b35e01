#include "services/submission/domain/turn_day.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/roster_write.h"

namespace nianbao::submission {
namespace {

constexpr char kActor[] = "nianbao";

std::vector<organ::v1::Organ> NewToday(const RosterHistory& history, const Roster& told, absl::string_view today) {
  std::vector<organ::v1::Organ> organs;
  for (const auto& [name, versions] : history.organs()) {
    const organ::v1::Organ& stands = VersionOn(versions, today);
    const organ::v1::Organ* const said = told.Find(name);
    if (said == nullptr || said->from_day() != stands.from_day()) organs.push_back(stands);
  }
  return organs;
}

}  // namespace

absl::Status TurnDay(Store& store, const Clock& clock) {
  while (true) {
    const absl::Time now = clock.Now();
    const std::string today = DayInShanghai(now);
    ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
    ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> told, store.ReadRoster());
    std::vector<organ::v1::Organ> organs = NewToday(*history, *told, today);
    if (organs.empty()) return absl::OkStatus();
    // Equal for all programs that see the same roster on the same day: only the first of them writes.
    const std::string request_id = absl::StrCat(today, "-", history->version());
    Changeset changes = WriteRoster(std::move(organs), history->version(), {.name = kActor}, request_id, now);
    changes.request = {.actor = kActor, .method = "TurnDay", .request_id = request_id, .content_digest = request_id};
    changes.reply = [](const v1::EventToken& token) { return token.SerializeAsString(); };
    const absl::Status turned = store.Commit(changes).status();
    // Somebody changed the roster in between: what is new today has to be seen again.
    if (status::ReasonOf(turned) != "ROSTER_CHANGED") return turned;
  }
}

}  // namespace nianbao::submission
