#include "services/document/domain/findings.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {

finding::v1::Place PlaceOf(const PlacedText& text) {
  finding::v1::Place place;
  place.set_file(text.place.file);
  place.set_sheet(text.place.sheet);
  place.set_page(text.place.page);
  place.set_line(text.place.line);
  place.set_table(text.place.table);
  place.set_row(text.place.row);
  place.set_column(text.place.column);
  place.set_text(Excerpt(text.text));
  return place;
}

finding::v1::Place PlaceOf(const Row& row) {
  finding::v1::Place place;
  if (!row.cells.empty()) place = PlaceOf(row.cells.front());
  place.clear_column();
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(Excerpt(Trimmed(cell.text)));
  place.set_text(Excerpt(absl::StrJoin(texts, " | ")));
  return place;
}

finding::v1::Finding MakeFinding(absl::string_view rule, absl::string_view instance, finding::v1::Severity severity,
                                 const Sentence& sentence) {
  finding::v1::Finding finding;
  finding.set_rule(std::string(rule));
  finding.set_id(instance.empty() ? std::string(rule) : absl::StrCat(rule, "/", instance));
  finding.set_severity(severity);
  finding.mutable_message()->set_zh_cn(sentence.zh_cn);
  finding.mutable_message()->set_en(sentence.en);
  return finding;
}

void AddCells(absl::Span<const form::Cell* const> cells, finding::v1::Finding& finding) {
  for (const form::Cell* cell : cells) {
    auto& reference = *finding.add_cells();
    reference.set_cell(cell->code);
    reference.set_printed_name(cell->printed_name());
  }
}

}  // namespace nianbao::document::domain
