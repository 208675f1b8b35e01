#include "services/document/domain/table_findings.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/place/describe.h"

namespace nianbao::document::domain {
namespace {

using finding::v1::Finding;
using finding::v1::SEVERITY_ERROR;

constexpr size_t kMostNames = 5;

std::string HeadingOf(int section) { return form::Catalogue::Get().sections()[section - 1].heading.text; }

// "“规章”" or, for the only row of table four, "数据行".
Sentence Named(const FormRow& row) {
  if (row.name.empty()) return {"第四部分表格的数据行", "the row of figures of section 4"};
  return {absl::StrCat("“", row.name, "”一行"), absl::StrCat("the row \"", row.name, "\"")};
}

std::string Where(const Row& row) { return place::InChinese(PlaceOf(row)); }
std::string WhereInEnglish(const Row& row) { return place::InEnglish(PlaceOf(row)); }

// Tells rows apart that have no name.
std::string InstanceOf(const finding::v1::Place& place) {
  return place.table() > 0 ? absl::StrCat(place.table(), ".", place.row())
                           : absl::StrCat(place.page(), ".", place.line());
}

Finding RowFinding(absl::string_view rule, const FormRow& form_row, const Sentence& sentence) {
  Finding finding = MakeFinding(rule, form_row.id, SEVERITY_ERROR, sentence);
  AddCells(form_row.cells, finding);
  return finding;
}

Finding RowFindingAt(absl::string_view rule, const FormRow& form_row, const Row& row, const Sentence& sentence) {
  Finding finding = RowFinding(rule, form_row, sentence);
  *finding.mutable_place() = PlaceOf(row);
  return finding;
}

}  // namespace

Finding TableMissing(int section) {
  const std::string heading = HeadingOf(section);
  return MakeFinding(
      "document.table_missing", absl::StrCat(section), SEVERITY_ERROR,
      {absl::StrCat("没有找到第", section, "部分“", heading,
                    "”的表格，该表全部数字未读取。请确认原文件中的表格是文字而不是图片，行列标题与规定格式一致。"),
       absl::StrCat("the table of section ", section, " \"", heading,
                    "\" was not found and none of its figures were read; make sure that it is text, not a picture, "
                    "with the row and column titles of the form")});
}

Finding TableUnclear(int section, const Row& place) {
  const std::string heading = HeadingOf(section);
  Finding finding = MakeFinding(
      "document.table_unclear", absl::StrCat(section), SEVERITY_ERROR,
      {absl::StrCat("第", section, "部分“", heading, "”的表格（", Where(place),
                    "起）行标题或列标题与规定格式不一致，该表全部数字未读取。请按规定格式补全表头和行标题。"),
       absl::StrCat("the table of section ", section, " \"", heading, "\", from ", WhereInEnglish(place),
                    ", has other row or column titles than the form, and none of its figures were read; restore the "
                    "titles")});
  *finding.mutable_place() = PlaceOf(place);
  return finding;
}

Finding ColumnsUnclear(int section, const std::vector<std::pair<const FormRow*, const Row*>>& rows) {
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    if (!rows[i].first->name.empty()) names.push_back(absl::StrCat("“", rows[i].first->name, "”"));
  }
  const std::string listed = absl::StrJoin(names, "、");
  const std::string heading = HeadingOf(section);
  Finding finding = MakeFinding(
      "document.columns_unclear", absl::StrCat(section), SEVERITY_ERROR,
      {absl::StrCat("第", section, "部分“", heading, "”表格的列标题缺失、重复或与规定格式不一致，", listed,
                    rows.size() > kMostNames ? "等" : "", "共 ", rows.size(),
                    " 行无法确定各数字属于哪一列，未读取。请按规定格式补全表头。"),
       absl::StrCat("the column titles of section ", section, " are incomplete, repeated or not those of the form; ",
                    rows.size(), " rows were not read because their columns are unknown: ", listed,
                    "; restore the header")});
  for (const auto& [form_row, row] : rows) AddCells(form_row->cells, finding);
  *finding.mutable_place() = PlaceOf(*rows.front().second);
  return finding;
}

Finding RowMissing(const FormRow& form_row) {
  const Sentence name = Named(form_row);
  return RowFinding("document.row_missing", form_row,
                    {absl::StrCat("没有找到", name.zh_cn,
                                  "，其中的数字未读取。请检查原文件中该行是否缺失，或行标题与规定格式是否一致。"),
                     absl::StrCat(name.en,
                                  " was not found and its figures were not read; see whether it is there and "
                                  "bears the title of the form")});
}

Finding RowRepeated(const FormRow& form_row, const Row& first, const Row& second) {
  const Sentence name = Named(form_row);
  return RowFindingAt("document.row_repeated", form_row, second,
                      {absl::StrCat(name.zh_cn, "出现了不止一次（", Where(first), "、", Where(second),
                                    "），不能确定以哪一处为准，均未读取。请只保留一处。"),
                       absl::StrCat(name.en, " stands there more than once (", WhereInEnglish(first), " and ",
                                    WhereInEnglish(second), "); neither was read; keep one")});
}

Finding RowMixed(const FormRow& form_row, const Row& row) {
  const Sentence name = Named(form_row);
  return RowFindingAt(
      "document.row_mixed", form_row, row,
      {absl::StrCat(Where(row), "起，", name.zh_cn,
                    "与其他行或其他文字混在同一行，不能确定哪些数字属于它，未读取。请让每一行单独成行。"),
       absl::StrCat("from ", WhereInEnglish(row), ", ", name.en,
                    " is mixed with another row or other text, and its figures were not read; put every row on its "
                    "own")});
}

Finding RowWidth(const FormRow& form_row, const Row& row, size_t values, size_t columns) {
  const Sentence name = Named(form_row);
  return RowFindingAt(
      "document.row_width", form_row, row,
      {absl::StrCat(Where(row), "起，", name.zh_cn, "应有 ", columns, " 个单元格，实际有 ", values,
                    " 个，不能确定各数字属于哪一列，未读取。请补齐或删去多余的单元格。"),
       absl::StrCat("from ", WhereInEnglish(row), ", ", name.en, " has ", values, " cells where the form has ", columns,
                    "; its figures were not read; add or remove cells")});
}

Finding RowUnknown(const Row& row) {
  const finding::v1::Place place = PlaceOf(row);
  Finding finding = MakeFinding("document.row_unknown", InstanceOf(place), SEVERITY_ERROR,
                                {absl::StrCat(Where(row), "起有一行数字的行标题不在规定格式中，未读取：", place.text(),
                                              "。请改正行标题，或删去这一行。"),
                                 absl::StrCat("from ", WhereInEnglish(row),
                                              ", figures stand in a row that the form does not have and were not "
                                              "read: ",
                                              place.text(), "; correct its title or remove it")});
  *finding.mutable_place() = place;
  return finding;
}

Finding MoreRowsUnknown(size_t more) {
  return MakeFinding("document.row_unknown", "more", SEVERITY_ERROR,
                     {absl::StrCat("另有 ", more, " 行数字的行标题不在规定格式中，未读取。"),
                      absl::StrCat(more, " more rows hold figures but do not belong to the form")});
}

}  // namespace nianbao::document::domain
