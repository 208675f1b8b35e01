// What the log says of a year beside the figures: who must report, and when reports changed.
#pragma once

#include <cstdint>
#include <string>

#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/submission/v1/event.pb.h"

namespace nianbao::cli {

class YearLog {
 public:
  explicit YearLog(int year);

  void Take(const submission::v1::Event& event);

  // The lines of the list of the year as they stand, by organ; empty while none was filed.
  const absl::btree_map<std::string, organ::v1::ExpectedReporter>& lines() const { return lines_; }
  // Whether who must report, or in which tree, was said after the event: by the list, or by the roster where there is
  // none.
  bool ListChangedAfter(int64_t sequence) const;
  // Whether a report of the year, published or not, was changed after the event.
  bool ReportsChangedAfter(int64_t sequence) const { return report_changed_ > sequence; }
  // Whether the filing was changed after the event, but for its publication.
  bool FilingChangedAfter(const std::string& filing, int64_t sequence) const;
  // Whether the accepted report of the filing was published after the event, and not before.
  bool PublishedAfter(const std::string& filing, int64_t sequence) const;

 private:
  struct Filing {
    int64_t changed = 0;
    // 0 while its accepted report is not published.
    int64_t published = 0;
  };

  void TakeFiling(const submission::v1::FilingChange& change, int64_t sequence);

  const int year_;
  const std::string last_day_;
  absl::btree_map<std::string, organ::v1::ExpectedReporter> lines_;
  absl::flat_hash_map<std::string, Filing> filings_;
  int64_t line_changed_ = 0;
  // How an organ stands in that year.
  int64_t organ_changed_ = 0;
  int64_t report_changed_ = 0;
};

}  // namespace nianbao::cli
