#include "libs/rpc/fair_queue.h"

#include <algorithm>
#include <utility>

namespace nianbao::rpc {
namespace {

// The parts of the room that ordinary tasks, and those refused last, can count on.
constexpr std::array<double, 2> kShares = {0.25, 0.75};

}  // namespace

std::vector<Task> FairQueue::Push(Task task) {
  const Place place = task.place;
  Section& section = SectionOf(place.precedence);
  Lane& lane = section.lanes[place.lane];
  if (lane.tasks.empty()) section.turns.push_back(place.lane);
  lane.tasks.push_back(std::move(task));
  lane.bytes += place.bytes;
  ++section.tasks;
  section.bytes += place.bytes;

  std::vector<Task> evicted;
  while (!HasRoom()) evicted.push_back(EvictFor(place));
  return evicted;
}

Task FairQueue::Pop() {
  const auto other = static_cast<Precedence>(1 - static_cast<size_t>(last_turn_));
  if (SectionOf(other).tasks > 0) last_turn_ = other;
  Section& section = SectionOf(last_turn_);
  const auto lane = section.lanes.find(section.turns.front());
  section.turns.pop_front();
  section.turns.push_back(lane->first);
  return TakeOut(section, lane, /*newest=*/false);
}

size_t FairQueue::size() const { return sections_[0].tasks + sections_[1].tasks; }

size_t FairQueue::TurnsOf(const Place& place) const {
  const Section& section = sections_[static_cast<size_t>(place.precedence)];
  const auto lane = section.lanes.find(place.lane);
  if (lane == section.lanes.end()) return 0;
  size_t turns = 0;
  for (const auto& [name, other] : section.lanes) turns += std::min(other.tasks.size(), lane->second.tasks.size());
  return std::min(2 * turns, size());
}

double FairQueue::Load(size_t tasks, size_t bytes) const {
  return std::max(static_cast<double>(tasks) / static_cast<double>(std::max<size_t>(1, room_.tasks)),
                  static_cast<double>(bytes) / static_cast<double>(std::max<size_t>(1, room_.bytes)));
}

bool FairQueue::HasRoom() const {
  return size() <= room_.tasks && sections_[0].bytes + sections_[1].bytes <= room_.bytes;
}

Task FairQueue::EvictFor(const Place& arrived) {
  const auto excess = [&](size_t i) { return Load(sections_[i].tasks, sections_[i].bytes) - kShares[i]; };
  Section& section = sections_[excess(0) >= excess(1) ? 0 : 1];
  // Of lanes that use equally much the one that asked last gives way.
  const auto larger = [&](const auto& a, const auto& b) {
    const double load_a = Load(a.second.tasks.size(), a.second.bytes);
    const double load_b = Load(b.second.tasks.size(), b.second.bytes);
    return load_a != load_b ? load_a < load_b : b.first == arrived.lane;
  };
  return TakeOut(section, std::max_element(section.lanes.begin(), section.lanes.end(), larger), /*newest=*/true);
}

Task FairQueue::TakeOut(Section& section, std::map<std::string, Lane>::iterator lane, bool newest) {
  std::deque<Task>& tasks = lane->second.tasks;
  Task task = std::move(newest ? tasks.back() : tasks.front());
  newest ? tasks.pop_back() : tasks.pop_front();
  lane->second.bytes -= task.place.bytes;
  --section.tasks;
  section.bytes -= task.place.bytes;
  if (tasks.empty()) {
    section.turns.erase(std::find(section.turns.begin(), section.turns.end(), lane->first));
    section.lanes.erase(lane);
  }
  return task;
}

}  // namespace nianbao::rpc
