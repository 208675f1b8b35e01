// Tasks that wait, with a fair share of the room and of the turns for everybody.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace nianbao::rpc {

// Which work gives way when there is no room for all.
enum class Precedence { kOrdinary, kRefusedLast };

// Where a task waits.
struct Place {
  // Those whose tasks take turns with each other.
  std::string lane;
  Precedence precedence = Precedence::kOrdinary;
  // What the task holds while it waits.
  size_t bytes = 0;
};

struct Task {
  Place place;
  std::function<void()> run;
  // Called in place of `run` when there is no room for the task, at once or when it has to give way to others.
  // `retry_after` is the time until there should be room.
  std::function<void(absl::Duration retry_after)> shed;
};

// A queue with limits. Ordinary tasks and those refused last take turns, and so do the lanes of each. Every lane and
// each of the two kinds may use whatever room is left; when it is full, the kind that uses most beyond its share gives
// way, in it the lane that uses most, and of that lane the newest task. So a lane that asks for little finds room
// however much the others ask for.
class FairQueue {
 public:
  static constexpr size_t kUnbounded = static_cast<size_t>(-1);

  struct Room {
    size_t tasks = kUnbounded;
    size_t bytes = kUnbounded;
  };

  explicit FairQueue(Room room) : room_(room) {}

  // Takes the task in. Returns those for which there is no room any more; the new one may be among them.
  std::vector<Task> Push(Task task);
  // The task whose turn it is. The queue must not be empty.
  Task Pop();

  bool empty() const { return size() == 0; }
  size_t size() const;
  // After how many tasks all that wait in the lane have had their turn.
  size_t TurnsOf(const Place& place) const;

 private:
  struct Lane {
    std::deque<Task> tasks;
    size_t bytes = 0;
  };
  // The tasks of one precedence.
  struct Section {
    std::map<std::string, Lane> lanes;
    // The lanes in the order of their turns.
    std::deque<std::string> turns;
    size_t tasks = 0;
    size_t bytes = 0;
  };

  Section& SectionOf(Precedence precedence) { return sections_[static_cast<size_t>(precedence)]; }
  // The part of the room that so much takes.
  double Load(size_t tasks, size_t bytes) const;
  bool HasRoom() const;
  Task EvictFor(const Place& arrived);
  static Task TakeOut(Section& section, std::map<std::string, Lane>::iterator lane, bool newest);

  const Room room_;
  std::array<Section, 2> sections_;
  Precedence last_turn_ = Precedence::kOrdinary;
};

}  // namespace nianbao::rpc
