#include "libs/proof/reported_changes.h"

#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "libs/proof/proof_fault.h"
#include "libs/status/try.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/year_lock.pb.h"

namespace nianbao::proof {
namespace {

using aggregation::v1::RootLink;
using submission::v1::Event;
using submission::v1::FilingChange;
using submission::v1::Revision;
using submission::v1::YearLock;

absl::Status Take(const std::string& place, const FilingChange& filing, ReportedChanges& changes) {
  ReportedChange& change = changes[{filing.organ(), filing.scope()}];
  if (filing.to() != Revision::STATE_ACCEPTED && filing.to() != Revision::STATE_REVOKED) return absl::OkStatus();
  change.moves_figures = true;
  change.figures.reset();
  if (filing.to() == Revision::STATE_REVOKED) return absl::OkStatus();
  const auto figures = form::FromProto(filing.cells());
  if (!figures.ok()) {
    return EventsWrong(place, figures.status().message(), absl::StrCat(filing.filing(), " 的受理事件没有完整的数字"));
  }
  change.figures = *figures;
  return absl::OkStatus();
}

bool Seals(const Event& event, const RootLink& link) {
  return event.year_lock().to() == YearLock::KIND_SEALED && event.year_lock().node() == link.to().node() &&
         event.year_lock().year() == link.to().year();
}

}  // namespace

absl::StatusOr<ReportedChanges> ChangesIn(const RootLink& link) {
  ReportedChanges changes;
  int64_t sequence = link.from().position().sequence();
  std::string digest = link.from().position().digest();
  Event event;
  for (int i = 0; i < link.events_size(); ++i) {
    const std::string place = absl::StrCat("events[", i, "]");
    digest = ChainNext(digest, link.events(i));
    ++sequence;
    if (!event.ParseFromString(link.events(i)) || event.sequence() != sequence) {
      return EventsWrong(place, absl::StrCat("got another message, want event ", sequence),
                         absl::StrCat("这里应是第 ", sequence, " 号事件"));
    }
    if (event.filing().year() == link.to().year()) RETURN_IF_ERROR(Take(place, event.filing(), changes));
  }
  if (sequence != link.to().position().sequence() || digest != link.to().position().digest()) {
    return EventsWrong("events",
                       absl::StrCat("got a chain that ends at event ", sequence,
                                    " with another digest than that of event ", link.to().position().sequence()),
                       "两次封存之间的事件有缺少、多余或改动，摘要链接不上");
  }
  if (!Seals(event, link)) {
    return EventsWrong("events", absl::StrCat("got another last event, want one that seals ", link.to().node()),
                       absl::StrCat("最后一个事件不是封存 ", link.to().node(), " 的事件"));
  }
  return changes;
}

}  // namespace nianbao::proof
