#include "services/submission/store/head_poll.h"

#include <utility>

namespace nianbao::submission {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(200);

}  // namespace

HeadPoll::HeadPoll(std::function<absl::StatusOr<v1::EventToken>()> look, std::function<void(int64_t)> tell)
    : look_(std::move(look)), tell_(std::move(tell)), pulse_(kPause, [this] { Look(); }) {}

// A look that fails is no news: whoever reads the log is told why.
void HeadPoll::Look() {
  const absl::StatusOr<v1::EventToken> head = look_();
  if (!head.ok() || head->sequence() == told_) return;
  told_ = head->sequence();
  tell_(told_);
}

}  // namespace nianbao::submission
