// The header of a table: which column stands where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "services/document/domain/document.h"
#include "services/document/domain/form_rows.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {

// A column by its titles from the outermost group on, as the catalogue prints them.
using ColumnPath = std::vector<std::string>;

ColumnPath PathOf(const form::Cell& cell);

// Puts header rows together: a title that stands above several columns is replaced by the columns of the next row.
class ColumnHeader {
 public:
  // The columns that any of the rows has.
  explicit ColumnHeader(absl::Span<const FormRow> rows);

  // Takes a row that begins a header or continues the present one. A row that does neither is left alone: false.
  // A header begins with nothing but titles after the corner, and not with a single title where every row has several
  // columns: "总计" alone stands in many tables.
  bool Offer(const Row& row);
  // True once a header has begun.
  bool started() const { return !columns_.empty(); }
  // The columns from left to right; empty while the header is incomplete or has cells that are no titles.
  std::vector<ColumnPath> Columns() const;
  // Forgets the header.
  void Reset();

 private:
  // Columns form a tree; the root has no title.
  struct Node {
    ColumnPath path;
    TitleKey title;
    std::vector<Node> children;
  };

  using Labels = absl::Span<const Label>;

  static void Add(const form::Cell& cell, size_t depth, std::vector<Node>& siblings);
  static const Node* FindIn(const std::vector<Node>& siblings, const Label& label);
  // Takes different children from the front of the labels, as far as they go.
  static std::vector<const Node*> ConsumeChildren(const std::vector<Node>& siblings, Labels& labels);
  // Drops the corner cell, if there is one; false when none of the siblings follows.
  static bool SkipCorner(const std::vector<Node>& siblings, Labels& labels);
  bool Continue(Labels labels);
  bool Begin(Labels labels);

  size_t fewest_columns_ = SIZE_MAX;
  std::vector<Node> roots_;
  std::vector<const Node*> columns_;
  bool broken_ = false;
};

}  // namespace nianbao::document::domain
