#include "services/aggregation/domain/facts/log_history.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {
namespace {

using submission::v1::EventRecord;
using submission::v1::EventToken;

constexpr size_t kDigestSize = 32;

}  // namespace

LogHistory::LogHistory(const std::string& log_id) {
  position_.set_log_id(log_id);
  position_.set_digest(ChainStart(log_id));
  digests_ = position_.digest();
}

absl::StatusOr<EventToken> LogHistory::Next(const EventRecord& record) const {
  const int64_t sequence = record.event().sequence();
  if (sequence != position_.sequence() + 1) {
    return status::Error(absl::StatusCode::kInternal, "FEED_GAP",
                         absl::StrCat("event.sequence: got ", sequence, ", want ", position_.sequence() + 1))
        .Meta("sequence", absl::StrCat(sequence))
        .Chinese(absl::StrCat("事件日志缺少第 ", position_.sequence() + 1,
                              " 条，汇总已暂停，正在从头重新计算；如反复出现，请联系运维人员。"));
  }
  EventToken next;
  next.set_log_id(position_.log_id());
  next.set_sequence(sequence);
  next.set_digest(ChainNext(position_.digest(), digest::CanonicalBytes(record.event())));
  if (next.digest() != record.digest()) {
    return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                         absl::StrCat("record.digest: event ", sequence, " is not the one its chain vouches for"))
        .Meta("sequence", absl::StrCat(sequence))
        .Chinese(absl::StrCat("事件日志第 ", sequence, " 条校验不符，汇总已暂停，请联系运维人员。"));
  }
  return next;
}

void LogHistory::Advance(EventToken next, bool whole) {
  position_ = std::move(next);
  whole_ = whole;
  digests_ += position_.digest();
}

EventToken LogHistory::At(int64_t sequence) const {
  EventToken token;
  token.set_log_id(position_.log_id());
  token.set_sequence(sequence);
  token.set_digest(std::string(DigestAt(sequence)));
  return token;
}

bool LogHistory::Contains(const EventToken& token) const {
  return token.log_id() == position_.log_id() && token.sequence() >= 0 && token.sequence() <= position_.sequence() &&
         token.digest() == DigestAt(token.sequence());
}

absl::string_view LogHistory::DigestAt(int64_t sequence) const {
  return absl::string_view(digests_).substr(static_cast<size_t>(sequence) * kDigestSize, kDigestSize);
}

}  // namespace nianbao::aggregation
