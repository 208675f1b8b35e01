// Random histories of rosters and filings, kept twice: as a log of events, and as the plain facts that they amount to.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

constexpr int kFirstYear = 2023;
constexpr int kLastYear = 2024;

// What a node's total should be.
struct NaiveTotal {
  std::map<std::string, int64_t> cells;
  int expected = 0;
  int accepted = 0;
  int submitted = 0;
  int returned = 0;
  int published = 0;
};

class History {
 public:
  explicit History(uint64_t seed) : random_(seed) {}

  // One more thing happens: an organ is added, moved, or given another duty, or a filing goes on with its life.
  void Happen();

  // A random organ is sealed for a random year, or its seal is lifted.
  struct SealedNode {
    std::string id;
    int year = 0;
  };
  SealedNode Seal();
  SealedNode Unseal();
  // This one is sealed, once more if it is sealed already.
  void Seal(const SealedNode& node);

  // What happens from now on is drawn from another seed: a copy takes another course than the original.
  void Diverge(uint64_t seed) { random_.seed(seed); }

  const LogBuilder& log() const { return log_; }
  // Ids of all organs.
  std::vector<std::string> organs() const;
  // Adds up, from nothing, every accepted report whose organ stands at or below the node. Cells that are 0 are left
  // out.
  NaiveTotal Total(const std::string& id, int year) const;
  // Every number that these reports hold in a cell.
  std::vector<int64_t> Numbers(const std::string& id, int year, const std::string& cell) const;
  // What the organ itself adds; cells that are 0 are left out.
  std::map<std::string, int64_t> OwnFigures(const std::string& id, int year) const;
  // Those at or below the node.
  std::vector<std::string> Subtree(const std::string& node) const;
  // For each of those its parent, and whether it owes a report.
  std::map<std::string, std::pair<std::string, bool>> Shape(const std::string& node) const;

 private:
  struct OrganFacts {
    std::string parent;
    bool owes = true;
  };
  struct FilingFacts {
    int revision = 0;
    int effective = 0;
    std::string open;
    std::optional<Figures> accepted;
    bool published = false;
  };

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  std::string PickOrgan();
  bool IsAtOrBelow(std::string id, const std::string& node) const;
  Figures RandomFigures();

  void AddOrgan();
  void MoveOrgan();
  void ChangeDuty();
  void GoOnFiling();
  void AcceptFiling(const std::string& id, int year, FilingFacts& filing);
  void GoOnAfterAcceptance(const std::string& id, int year, FilingFacts& filing);
  void WriteOrgan(const std::string& id);

  std::mt19937_64 random_;
  LogBuilder log_;
  std::map<std::string, OrganFacts> organs_;
  std::map<std::pair<std::string, int>, FilingFacts> filings_;
};

}  // namespace nianbao::testing
