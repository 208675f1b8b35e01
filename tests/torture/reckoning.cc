#include "tests/torture/reckoning.h"

#include <algorithm>

namespace nianbao::integration {
namespace {

using submission::v1::EventRecord;
using submission::v1::Revision;

// Whether the token of an answer names the last event of its change.
bool Stands(const AskedChange& change, const std::vector<EventRecord>& log) {
  const int64_t sequence = change.token->sequence();
  const auto told =
      std::ranges::lower_bound(log, sequence, {}, [](const EventRecord& record) { return record.event().sequence(); });
  return told != log.end() && told->event().sequence() == sequence && told->digest() == change.token->digest() &&
         told->event().request_id() == change.request_id;
}

bool IsAltered(const AskedChange& change, const EventRecord& record, const std::vector<EventRecord>& log) {
  return record.event().filing().filing() != change.filing || record.event().filing().to() != change.to ||
         record.event().filing().report_digest() != change.report_digest || !Stands(change, log);
}

}  // namespace

Reckoning Reckon(const std::vector<EventRecord>& log, const std::vector<AskedChange>& asked) {
  Reckoning reckoning;
  std::map<std::string, std::vector<const EventRecord*>> by_request;
  for (const EventRecord& record : log) {
    const auto& change = record.event().filing();
    if (change.to() != Revision::STATE_SUBMITTED && change.to() != Revision::STATE_ACCEPTED) continue;
    by_request[record.event().request_id()].push_back(&record);
    if (change.to() == Revision::STATE_ACCEPTED) reckoning.accepted[change.filing()] = change.report_digest();
  }
  for (const AskedChange& change : asked) {
    const auto found = by_request.extract(change.request_id);
    const size_t times = found.empty() ? 0 : found.mapped().size();
    if (times > 1) ++reckoning.doubled;
    if (!change.token.has_value()) {
      reckoning.carried_out_unanswered += times > 0;
      continue;
    }
    ++reckoning.acknowledged;
    if (times == 0) {
      ++reckoning.lost;
    } else if (IsAltered(change, *found.mapped()[0], log)) {
      ++reckoning.altered;
    }
  }
  reckoning.unasked = static_cast<int>(by_request.size());
  return reckoning;
}

}  // namespace nianbao::integration
