#include "clients/cli/recomputation/year_log.h"

#include "absl/strings/str_cat.h"

namespace nianbao::cli {

using submission::v1::Event;
using submission::v1::FilingChange;
using submission::v1::Revision;

YearLog::YearLog(int year) : year_(year), last_day_(absl::StrCat(year, "-12-31")) {}

void YearLog::Take(const Event& event) {
  if (event.has_reporter() && event.reporter().year() == year_) {
    lines_[event.reporter().organ().name()] = event.reporter();
    line_changed_ = event.sequence();
  } else if (event.has_organ() && event.organ().from_day() <= last_day_) {
    organ_changed_ = event.sequence();
  } else if (event.has_filing() && event.filing().year() == year_) {
    TakeFiling(event.filing(), event.sequence());
  }
}

void YearLog::TakeFiling(const FilingChange& change, int64_t sequence) {
  Filing& filing = filings_[change.filing()];
  report_changed_ = sequence;
  if (change.to() == Revision::STATE_PUBLISHED) {
    if (filing.published == 0) filing.published = sequence;
    return;
  }
  filing.changed = sequence;
  if (change.to() == Revision::STATE_ACCEPTED || change.to() == Revision::STATE_REVOKED) filing.published = 0;
}

bool YearLog::ListChangedAfter(int64_t sequence) const {
  return (lines_.empty() ? organ_changed_ : line_changed_) > sequence;
}

bool YearLog::FilingChangedAfter(const std::string& filing, int64_t sequence) const {
  const auto found = filings_.find(filing);
  return found != filings_.end() && found->second.changed > sequence;
}

bool YearLog::PublishedAfter(const std::string& filing, int64_t sequence) const {
  const auto found = filings_.find(filing);
  return found != filings_.end() && found->second.published > sequence;
}

}  // namespace nianbao::cli
