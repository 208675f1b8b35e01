#include "services/document/domain/batch_sheet/sheet_columns.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "nianbao/form/v1/narrative.pb.h"
#include "services/document/domain/numeral.h"

namespace nianbao::document::domain {
namespace {

std::string HeadingOf(int section) {
  for (const form::SectionTitle& title : form::Catalogue::Get().sections()) {
    if (title.number == section) return absl::StrCat(kNumerals.at(section - 1), "、", title.heading.text);
  }
  return "";
}

std::string Joined(const std::vector<form::Title>& titles) {
  return absl::StrJoin(titles, " ", [](std::string* out, const form::Title& title) { *out += title.text; });
}

std::vector<form::Title> TitlesOf(const form::Cell& cell) {
  std::vector<form::Title> titles = {{HeadingOf(cell.section), {}}};
  if (!cell.rows.empty()) {
    titles.push_back({Joined(cell.rows), {}});
    titles.push_back({Joined(cell.columns), {}});
  } else {
    titles.insert(titles.end(), cell.columns.begin(), cell.columns.end());
  }
  return titles;
}

std::vector<SheetColumn> MakeColumns() {
  std::vector<SheetColumn> columns;
  columns.push_back({.kind = SheetColumn::Kind::kOrgan, .code = "organ", .titles = {{"机关编号", {}}}});
  columns.push_back({.kind = SheetColumn::Kind::kOrganName, .code = "organ_name", .titles = {{"机关名称", {}}}});
  columns.push_back({.kind = SheetColumn::Kind::kYear, .code = "year", .titles = {{"年度", {}}}});
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    columns.push_back({.code = cell.code, .titles = TitlesOf(cell), .cell = &cell});
  }
  const auto& narrative = *form::v1::Narrative::descriptor();
  for (int i = 0; i < narrative.field_count(); ++i) {
    const auto& field = *narrative.field(i);
    const int section = field.options().GetExtension(form::v1::section).number();
    if (section == 0) continue;
    columns.push_back({.kind = SheetColumn::Kind::kText,
                       .code = absl::StrCat("narrative.", field.name()),
                       .titles = {{HeadingOf(section), {}}},
                       .text = &field});
  }
  return columns;
}

}  // namespace

const std::vector<SheetColumn>& SheetColumns() {
  static const auto* const columns = new std::vector<SheetColumn>(MakeColumns());
  return *columns;
}

const SheetColumn* FindSheetColumn(absl::string_view code) {
  const std::vector<SheetColumn>& columns = SheetColumns();
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.code == code; });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace nianbao::document::domain
