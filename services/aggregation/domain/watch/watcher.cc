#include "services/aggregation/domain/watch/watcher.h"

#include <algorithm>
#include <utility>

#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::aggregation {

Watcher::Watcher(std::shared_ptr<WatchHub> hub, std::optional<v1::Position> resume_token, const WatchTiming& timing)
    : timing_(timing), hub_(std::move(hub)) {
  if (resume_token.has_value()) held_ = std::make_unique<const v1::Position>(*std::move(resume_token));
}

absl::StatusOr<std::shared_ptr<const std::string>> Watcher::Next() {
  if (telling_ != nullptr) return NextPart();
  Follow();
  absl::StatusOr<std::shared_ptr<const Telling>> told = Ask();
  if (status::ReasonOf(told.status()) == "NOT_CAUGHT_UP" && HasPatience()) return nullptr;
  RETURN_IF_ERROR(told.status());
  behind_since_ = absl::InfiniteFuture();
  if (*told == nullptr) return nullptr;
  telling_ = *std::move(told);
  return NextPart();
}

std::shared_ptr<const std::string> Watcher::NextPart() {
  const std::string* const part = &telling_->parts[parts_told_];
  if (++parts_told_ < telling_->parts.size()) return {telling_, part};
  step_ = telling_->step;
  parts_told_ = 0;
  return {std::exchange(telling_, nullptr), part};
}

void Watcher::Follow() {
  // The hub may not have looked while nobody watched it.
  const auto look = [&] { hub_->LookUnlessSeen(timing_.clock(), timing_.beat); };
  if (!std::exchange(joined_, true)) look();
  while (std::shared_ptr<WatchHub> successor = hub_->successor()) {
    if (held_ == nullptr && step_ != WatchHub::kNothing) {
      auto [last_step, position] = hub_->LastStep();
      held_ = std::make_unique<const v1::Position>(std::move(position));
      knows_held_ = step_ == last_step;
    }
    hub_ = std::move(successor);
    look();
  }
}

absl::StatusOr<std::shared_ptr<const Telling>> Watcher::Ask() {
  if (held_ != nullptr) {
    ASSIGN_OR_RETURN(const int step, hub_->StepAt(*held_));
    step_ = knows_held_ ? step : WatchHub::kNothing;
    held_ = nullptr;
  }
  return hub_->After(step_);
}

bool Watcher::HasPatience() {
  const absl::Time now = timing_.clock();
  behind_since_ = std::min(behind_since_, now);
  return now - behind_since_ < timing_.patience;
}

}  // namespace nianbao::aggregation
