#include "services/document/domain/section_rows.h"

#include <optional>

#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr int kFirstTabulated = 2;
constexpr int kLastTabulated = 4;

bool IsTabulated(int section) { return section >= kFirstTabulated && section <= kLastTabulated; }

// The table that most titles of a row prove.
std::optional<int> ProvedTable(const Row& row, const std::vector<const TableTitles*>& tables) {
  std::array<int, 3> proofs = {};
  for (const Cell& cell : row.cells) {
    if (Trimmed(cell.text).empty()) continue;
    const Label label = ParseLabel(cell.text);
    for (size_t table = 0; table < tables.size(); ++table) proofs[table] += tables[table]->IsProof(label);
  }
  std::optional<int> best;
  for (int table = 0; table < 3; ++table) {
    if (proofs[table] > 0 && (!best || proofs[table] > proofs[*best])) best = table;
  }
  return best;
}

}  // namespace

std::array<std::vector<size_t>, 3> SplitRows(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                             const std::vector<const TableTitles*>& tables) {
  struct Found {
    std::vector<size_t> rows;
    bool proved = false;
  };
  std::array<Found, 3> in_tables;
  std::array<Found, 3> in_texts;
  std::optional<int> table;
  bool written = false;
  for (size_t i = 0; i < items.size(); ++i) {
    if (const auto heading = headings.find(i); heading != headings.end()) {
      written = !IsTabulated(heading->second);
      table = written ? std::nullopt : std::optional(heading->second - kFirstTabulated);
      continue;
    }
    if (items[i].row == nullptr) continue;
    const auto proved = ProvedTable(*items[i].row, tables);
    if (proved) table = proved;
    if (!table) continue;
    Found& found = (written ? in_texts : in_tables)[*table];
    found.rows.push_back(i);
    found.proved = found.proved || proved.has_value();
  }
  std::array<std::vector<size_t>, 3> rows;
  for (size_t t = 0; t < rows.size(); ++t) rows[t] = in_tables[t].proved ? in_tables[t].rows : in_texts[t].rows;
  return rows;
}

}  // namespace nianbao::document::domain
