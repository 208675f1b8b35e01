// WatchAggregates: what one stream has told its reader, and what to tell next.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/steady/steady_now.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "services/aggregation/domain/watch/watch_hub.h"

namespace nianbao::aggregation {

// How watchers are served.
struct WatchTiming {
  // How long the totals may be behind a reader, or not be served at all, before the reader is told so.
  absl::Duration patience;
  // Between two looks at the totals.
  absl::Duration beat = absl::Milliseconds(200);
  // How long what was told is remembered when nobody watches any more.
  absl::Duration memory = absl::Minutes(1);
  std::function<absl::Time()> clock = steady::Now;
};

// Whatever happened between two calls of Next is told in one step: the reader always gets the latest state, and its
// position never goes back. For one thread at a time.
class Watcher {
 public:
  // resume_token: where the reader is; nullopt when it begins. timing must outlive the watcher.
  Watcher(std::shared_ptr<WatchHub> hub, std::optional<v1::Position> resume_token, const WatchTiming& timing);

  // The next message, serialised, which other watchers may be told too; nullptr when there is nothing to tell yet.
  // Errors: as WatchHub::After, and UNAVAILABLE NOT_CAUGHT_UP when patience has run out.
  absl::StatusOr<std::shared_ptr<const std::string>> Next();
  // Whether Next goes on with a step that it has begun to tell.
  bool HasMore() const { return telling_ != nullptr; }

 private:
  // The parts of what is being told, one after the other.
  std::shared_ptr<const std::string> NextPart();
  // Goes on with the hub of the history that there is now.
  void Follow();
  absl::StatusOr<std::shared_ptr<const Telling>> Ask();
  bool HasPatience();

  const WatchTiming& timing_;
  std::shared_ptr<WatchHub> hub_;
  bool joined_ = false;
  // What the reader was told of the hub, unless it stands at held_.
  int step_ = WatchHub::kNothing;
  // The position of a reader whose step is not known yet; it must be reached before anything is told.
  std::unique_ptr<const v1::Position> held_;
  // Whether the reader was told all up to there.
  bool knows_held_ = true;
  std::shared_ptr<const Telling> telling_;
  size_t parts_told_ = 0;
  // Since when the totals have been behind the reader; InfiniteFuture when they are not.
  absl::Time behind_since_ = absl::InfiniteFuture();
};

}  // namespace nianbao::aggregation
