#include "services/aggregation/domain/chain.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {

using submission::v1::EventToken;

EventToken Beginning(const std::string& log_id) {
  EventToken token;
  token.set_log_id(log_id);
  token.set_digest(ChainStart(log_id));
  return token;
}

absl::StatusOr<EventToken> Advance(const EventToken& position, const submission::v1::EventRecord& record) {
  const int64_t sequence = record.event().sequence();
  if (sequence != position.sequence() + 1) {
    return status::Error(absl::StatusCode::kInternal, "FEED_GAP",
                         absl::StrCat("event.sequence: got ", sequence, ", want ", position.sequence() + 1))
        .Meta("sequence", absl::StrCat(sequence))
        .Chinese(absl::StrCat("事件日志缺少第 ", position.sequence() + 1,
                              " 条，汇总已暂停，正在从头重新计算；如反复出现，请联系运维人员。"));
  }
  EventToken next;
  next.set_log_id(position.log_id());
  next.set_sequence(sequence);
  next.set_digest(ChainNext(position.digest(), digest::CanonicalBytes(record.event())));
  if (next.digest() != record.digest()) {
    return status::Error(absl::StatusCode::kDataLoss, "FEED_CORRUPT",
                         absl::StrCat("record.digest: event ", sequence, " is not the one its chain vouches for"))
        .Meta("sequence", absl::StrCat(sequence))
        .Chinese(absl::StrCat("事件日志第 ", sequence, " 条校验不符，汇总已暂停，请联系运维人员。"));
  }
  return next;
}

}  // namespace nianbao::aggregation
