#include "services/document/domain/column_header.h"

#include <algorithm>

#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {

ColumnPath PathOf(const form::Cell& cell) {
  ColumnPath path;
  for (const form::Title& title : cell.columns) path.push_back(title.text);
  return path;
}

ColumnHeader::ColumnHeader(absl::Span<const FormRow> rows) {
  for (const FormRow& row : rows) {
    for (const form::Cell* cell : row.cells) Add(*cell, 0, roots_);
    fewest_columns_ = std::min(fewest_columns_, row.cells.size());
  }
}

void ColumnHeader::Add(const form::Cell& cell, size_t depth, std::vector<Node>& siblings) {
  if (depth == cell.columns.size()) return;
  const std::string& text = cell.columns[depth].text;
  auto node = std::find_if(siblings.begin(), siblings.end(), [&](const Node& n) { return n.path.back() == text; });
  if (node == siblings.end()) {
    ColumnPath path = PathOf(cell);
    path.resize(depth + 1);
    node = siblings.insert(siblings.end(), {std::move(path), TitleKey(cell.columns[depth]), {}});
  }
  Add(cell, depth + 1, node->children);
}

const ColumnHeader::Node* ColumnHeader::FindIn(const std::vector<Node>& siblings, const Label& label) {
  const auto node =
      std::find_if(siblings.begin(), siblings.end(), [&](const Node& n) { return n.title.Matches(label); });
  return node == siblings.end() ? nullptr : &*node;
}

std::vector<const ColumnHeader::Node*> ColumnHeader::ConsumeChildren(const std::vector<Node>& siblings,
                                                                     Labels& labels) {
  std::vector<const Node*> taken;
  while (!labels.empty()) {
    const Node* node = FindIn(siblings, labels.front());
    if (node == nullptr || std::find(taken.begin(), taken.end(), node) != taken.end()) break;
    taken.push_back(node);
    labels.remove_prefix(1);
  }
  return taken;
}

bool ColumnHeader::SkipCorner(const std::vector<Node>& siblings, Labels& labels) {
  if (!labels.empty() && FindIn(siblings, labels.front()) == nullptr) labels.remove_prefix(1);
  return !labels.empty() && FindIn(siblings, labels.front()) != nullptr;
}

bool ColumnHeader::Continue(Labels labels) {
  const auto group =
      std::find_if(columns_.begin(), columns_.end(), [](const Node* node) { return !node->children.empty(); });
  if (group == columns_.end() || !SkipCorner((*group)->children, labels)) return false;
  std::vector<const Node*> columns;
  for (const Node* node : columns_) {
    const auto children = ConsumeChildren(node->children, labels);
    if (children.empty()) {
      columns.push_back(node);
    } else {
      columns.insert(columns.end(), children.begin(), children.end());
    }
  }
  columns_ = std::move(columns);
  broken_ = broken_ || !labels.empty();
  return true;
}

bool ColumnHeader::Begin(Labels labels) {
  if (!SkipCorner(roots_, labels)) return false;
  auto columns = ConsumeChildren(roots_, labels);
  if (!labels.empty() || columns.size() < std::min<size_t>(fewest_columns_, 2)) return false;
  columns_ = std::move(columns);
  broken_ = false;
  return true;
}

bool ColumnHeader::Offer(const Row& row) {
  std::vector<Label> labels;
  for (const Cell& cell : row.cells) {
    if (!Trimmed(cell.text).empty()) labels.push_back(ParseLabel(cell.text));
  }
  return Continue(labels) || Begin(labels);
}

std::vector<ColumnPath> ColumnHeader::Columns() const {
  std::vector<ColumnPath> paths;
  if (broken_) return paths;
  for (const Node* node : columns_) {
    if (!node->children.empty()) return {};
    paths.push_back(node->path);
  }
  return paths;
}

void ColumnHeader::Reset() {
  columns_.clear();
  broken_ = false;
}

}  // namespace nianbao::document::domain
