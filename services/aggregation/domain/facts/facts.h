// What the logs said, with its history: all that totals are made of.
#pragma once

#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "nianbao/aggregation/v1/position.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/aggregation/domain/facts/column.h"
#include "services/aggregation/domain/facts/grant_book.h"
#include "services/aggregation/domain/facts/huge_pages.h"
#include "services/aggregation/domain/facts/log_history.h"
#include "services/aggregation/domain/facts/organ_facts.h"
#include "services/aggregation/domain/facts/organ_index.h"
#include "services/aggregation/domain/facts/report_state.h"
#include "services/aggregation/domain/facts/timeline.h"

namespace nianbao::aggregation {

// For each log the sequence up to which its events count: a position without its vouchers.
using Moment = std::vector<int64_t>;

// What an event changed.
struct Touched {
  enum class What {
    // Nothing that totals depend on.
    kNothing,
    // The report of `organ` for `year`.
    kReport,
    // Who must report for `year`, and in which tree.
    kList,
    // The roster.
    kRoster,
  };
  What what = What::kNothing;
  int organ = kNoOrgan;
  int year = 0;
};

inline constexpr int kNoSource = -1;

// Facts of one or several logs. Each organ is of one log. Not thread-safe.
class Facts {
 public:
  // One entry for each log: the resource name of the node below which the tops of its trees hang, or "" when they stand
  // alone.
  explicit Facts(const std::vector<std::string>& mounts);

  int source_count() const { return static_cast<int>(logs_.size()); }

  // Forgets what this source said, and starts at the beginning of a log.
  void Begin(int source, const std::string& log_id);
  // Takes in the next event of a source; one at or before its position is skipped.
  // INTERNAL FEED_GAP, DATA_LOSS FEED_CORRUPT: the facts are as before.
  absl::StatusOr<Touched> Apply(int source, const submission::v1::EventRecord& record);

  // nullptr before the first Begin.
  const LogHistory* Log(int source) const { return logs_[source].has_value() ? &*logs_[source] : nullptr; }
  // Where the logs stand, by log id; those that were not begun are left out.
  v1::Position position() const;
  // The position that the logs had at a moment they have passed.
  v1::Position PositionAt(const Moment& moment) const;
  // All of what is there.
  Moment Now() const;
  // The moment of a position of these logs. FAILED_PRECONDITION LOG_CHANGED when it is of another log, or of a history
  // that was rewritten; UNAVAILABLE NOT_CAUGHT_UP when it has not been reached; INVALID_ARGUMENT FIELD_INVALID when it
  // leaves a log out.
  absl::StatusOr<Moment> MomentOf(const v1::Position& position) const;

  const OrganIndex& organs() const { return organs_; }
  // By number of the organ.
  const OrganFacts& organ(int organ) const { return facts_[organ]; }
  // The log that speaks of the organ; kNoSource while only others have named it.
  int SourceOf(int organ) const { return sources_[organ]; }
  bool IsKnown(int organ) const { return organ != kNoOrgan && !facts_[organ].versions.empty(); }
  // The node below which the top of the organ's tree hangs; kNoOrgan for none.
  int MountOf(int organ) const;
  // The node below which the trees of the log hang; kNoOrgan for none.
  int MountOfSource(int source) const { return mounts_[source]; }

  const GrantBook& grants() const { return grants_; }

  // The list of the year. Valid until the next Begin or Apply.
  const Column<ListLine>& Lines(int year) const;
  // What became of the reports for the year. Valid as long.
  const Column<ReportState>& Reports(int year, form::v1::Scope scope) const;

  // Whether the list of the year was filed.
  bool HasList(int year, int source, const Moment& at) const;
  // Sequence of the event that sealed the node for the year, if that seal stands at the moment; 0 when it is not
  // sealed.
  int64_t SealedAt(int year, int organ, const Moment& at) const;
  // Whether the event sealed the node for the year, whatever became of that seal.
  bool WasSealedBy(int64_t sequence, int year, int organ) const;

 private:
  absl::StatusOr<Touched> Take(int source, const submission::v1::Event& event);
  absl::StatusOr<Touched> TakeOrgan(int source, const submission::v1::Event& event);
  absl::StatusOr<Touched> TakeLine(int source, const submission::v1::Event& event);
  absl::StatusOr<Touched> TakeReport(int source, const submission::v1::Event& event);
  void TakeSeal(const submission::v1::YearLockChange& change, int64_t sequence);
  // The number of the organ, whose facts have room.
  int Numbered(const std::string& name);
  void MakeRoom();

  std::vector<int> mounts_;
  std::vector<std::optional<LogHistory>> logs_;
  // By source.
  std::vector<ReportStore> stores_;
  OrganIndex organs_;
  // By organ.
  std::vector<int> sources_;
  std::pmr::monotonic_buffer_resource memory_{HugePages()};
  // By organ. None moves when others come.
  std::pmr::deque<OrganFacts> facts_{&memory_};
  // By year.
  absl::btree_map<int, Column<ListLine>> lines_;
  // By year and scope.
  absl::btree_map<std::pair<int, form::v1::Scope>, Column<ReportState>> reports_;
  // By year and source, the event that brought the first line of the list.
  absl::btree_map<std::pair<int, int>, int64_t> listed_since_;
  GrantBook grants_;
  // By year and node, whether it is sealed.
  absl::btree_map<std::pair<int, int>, Timeline<bool>> seals_;
};

}  // namespace nianbao::aggregation
