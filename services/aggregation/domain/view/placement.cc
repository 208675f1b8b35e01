#include "services/aggregation/domain/view/placement.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "services/aggregation/domain/view/in_parallel.h"

namespace nianbao::aggregation {
namespace {

constexpr int kOrgansOfAThread = 4000;

int64_t Until(const Facts& facts, int organ, const Moment& at) {
  const int source = facts.SourceOf(organ);
  return source == kNoSource ? 0 : at[source];
}

Placement Empty(const Facts& facts) {
  const auto size = static_cast<size_t>(facts.organs().size());
  return {.versions = std::vector<const OrganVersion*>(size, nullptr),
          .parents = std::vector<int>(size, kNoOrgan),
          .present = std::vector<uint8_t>(size, 0)};
}

void Place(const Facts& facts, int organ, const OrganVersion& version, bool present, Placement& placement) {
  placement.versions[organ] = &version;
  placement.parents[organ] = version.parent == kNoOrgan ? facts.MountOf(organ) : version.parent;
  placement.present[organ] = present ? 1 : 0;
}

// Who must report for a year.
struct List {
  const Column<ListLine>& lines;
  // By source.
  std::vector<bool> is_filed;
};

List ListOf(const Facts& facts, int year, const Moment& at) {
  List list{.lines = facts.Lines(year), .is_filed = {}};
  for (int source = 0; source < facts.source_count(); ++source) {
    list.is_filed.push_back(facts.HasList(year, source, at));
  }
  return list;
}

// The version that stands first, where none stands on the day.
const OrganVersion* First(const OrganFacts& organ, int64_t until) {
  const OrganVersion* first = nullptr;
  organ.versions.ForEachUntil(until, [&](int64_t, const OrganVersion& version) {
    if (first == nullptr || version.from_day <= first->from_day) first = &version;
  });
  return first;
}

void PlaceOneInYear(const Facts& facts, int organ, const List& list, int last_day, const Moment& at,
                    PlacementInYear& placement) {
  const OrganFacts& known = facts.organ(organ);
  const int64_t until = Until(facts, organ, at);
  const ListLine* const line = list.lines.At(organ, until);
  if (line != nullptr) {
    Place(facts, organ, line->organ, !line->removed, placement);
  } else {
    const OrganVersion* const standing = known.On(last_day, until);
    const OrganVersion* const version = standing != nullptr ? standing : First(known, until);
    if (version == nullptr) return;
    const bool listed = list.is_filed[facts.SourceOf(organ)];
    Place(facts, organ, *version, standing != nullptr && !standing->absent && !listed, placement);
  }
  if (line != nullptr && line->closed && !line->removed) {
    placement.duties[organ] = Duty::kSummary;
  } else if (placement.present[organ] != 0 && placement.versions[organ]->owes_own) {
    placement.duties[organ] = Duty::kOwn;
  }
}

// An organ above itself stands at the top: of those in a circle the one with the first name.
void BreakCircles(const OrganIndex& organs, Placement& placement) {
  enum class Seen : uint8_t { kNo, kOnThisPath, kYes };
  std::vector<Seen> seen(placement.parents.size(), Seen::kNo);
  std::vector<int> path;
  for (int start = 0; start < organs.size(); ++start) {
    // Every circle goes up to a higher number somewhere; most organs were named after the one above them.
    if (placement.parents[start] < start) continue;
    path.clear();
    int organ = start;
    while (organ != kNoOrgan && seen[organ] == Seen::kNo) {
      seen[organ] = Seen::kOnThisPath;
      path.push_back(organ);
      organ = placement.parents[organ];
    }
    if (organ != kNoOrgan && seen[organ] == Seen::kOnThisPath) {
      const auto circle = std::find(path.begin(), path.end(), organ);
      const auto first =
          std::min_element(circle, path.end(), [&](int a, int b) { return organs.name(a) < organs.name(b); });
      placement.parents[*first] = kNoOrgan;
    }
    for (const int passed : path) seen[passed] = Seen::kYes;
  }
}

// Puts those that are gone below what became of them.
class Heirs {
 public:
  Heirs(const Facts& facts, Placement& placement)
      : facts_(facts), placement_(placement), state_(placement.parents.size(), State::kOpen) {}

  void Settle() {
    for (int organ = 0; organ < facts_.organs().size(); ++organ) SettleOne(organ);
  }

 private:
  enum class State : uint8_t { kOpen, kUnderWay, kSettled };

  // Settles all that the place of the organ depends on, and then the organ.
  void SettleOne(int organ) {
    if (organ == kNoOrgan || state_[organ] != State::kOpen) return;
    state_[organ] = State::kUnderWay;
    const OrganVersion* const version = placement_.versions[organ];
    if (version != nullptr && version->absent && !version->details->successors.empty()) {
      for (const int successor : version->details->successors) SettleUpwards(successor);
      const int heir = Common(version->details->successors);
      if (heir != kNoOrgan && heir != organ) placement_.parents[organ] = heir;
    }
    state_[organ] = State::kSettled;
  }

  void SettleUpwards(int organ) {
    for (size_t steps = 0; organ != kNoOrgan && steps < kDepthMax; ++steps) {
      SettleOne(organ);
      organ = placement_.parents[organ];
    }
  }

  // The nearest node that they all are or stand below; kNoOrgan when they have none in common.
  int Common(const std::vector<int>& organs) const {
    std::vector<int> common = Upwards(organs.front());
    for (const int organ : organs) {
      const std::vector<int> above = Upwards(organ);
      const absl::flat_hash_set<int> others(above.begin(), above.end());
      common.erase(std::remove_if(common.begin(), common.end(), [&](int node) { return !others.contains(node); }),
                   common.end());
    }
    return common.empty() ? kNoOrgan : common.front();
  }

  // The organ and the nodes above it.
  std::vector<int> Upwards(int organ) const {
    std::vector<int> above;
    for (int node = organ; node != kNoOrgan && above.size() < kDepthMax; node = placement_.parents[node]) {
      above.push_back(node);
    }
    return above;
  }

  // Circles are broken only afterwards.
  static constexpr size_t kDepthMax = 64;

  const Facts& facts_;
  Placement& placement_;
  std::vector<State> state_;
};

// Whatever stands below a node that sends only its summary owes nothing.
void Cover(PlacementInYear& placement) {
  const std::vector<Duty>& duties = placement.duties;
  if (std::find(duties.begin(), duties.end(), Duty::kSummary) == duties.end()) return;
  std::vector<bool> closed;
  for (const Duty duty : duties) closed.push_back(duty == Duty::kSummary);
  for (size_t organ = 0; organ < closed.size(); ++organ) {
    for (int above = placement.parents[organ]; above != kNoOrgan; above = placement.parents[above]) {
      if (closed[above]) placement.duties[organ] = Duty::kCovered;
    }
  }
}

}  // namespace

PlacementInYear PlaceInYear(const Facts& facts, int year, const Moment& at) {
  PlacementInYear placement;
  static_cast<Placement&>(placement) = Empty(facts);
  placement.duties.resize(placement.parents.size(), Duty::kNone);
  const List list = ListOf(facts, year, at);
  const int last_day = year * 10000 + 1231;
  InParallel(facts.organs().size(), kOrgansOfAThread, [&](int begin, int end) {
    for (int organ = begin; organ < end; ++organ) PlaceOneInYear(facts, organ, list, last_day, at, placement);
  });
  BreakCircles(facts.organs(), placement);
  Cover(placement);
  return placement;
}

Placement PlaceToday(const Facts& facts, const Moment& at) {
  Placement placement = Empty(facts);
  for (int organ = 0; organ < facts.organs().size(); ++organ) {
    const OrganVersion* const version = facts.organ(organ).versions.At(Until(facts, organ, at));
    if (version != nullptr) Place(facts, organ, *version, !version->absent, placement);
  }
  Heirs(facts, placement).Settle();
  BreakCircles(facts.organs(), placement);
  return placement;
}

}  // namespace nianbao::aggregation
