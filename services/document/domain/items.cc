#include "services/document/domain/items.h"

#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {

std::vector<Item> ItemsOf(const Document& document) {
  std::vector<Item> items;
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    if (const auto* paragraph = std::get_if<Paragraph>(&document.blocks[i])) {
      items.push_back({paragraph, nullptr, 0, Columns::kOrdinal});
      continue;
    }
    const Table& table = std::get<Table>(document.blocks[i]);
    for (const Row& row : table.rows) items.push_back({nullptr, &row, i, table.columns});
  }
  return items;
}

const PlacedText* SingleText(const Item& item) {
  if (item.paragraph != nullptr) return item.paragraph;
  const PlacedText* single = nullptr;
  for (const Cell& cell : item.row->cells) {
    if (Trimmed(cell.text).empty()) continue;
    if (single != nullptr) return nullptr;
    single = &cell;
  }
  return single;
}

}  // namespace nianbao::document::domain
