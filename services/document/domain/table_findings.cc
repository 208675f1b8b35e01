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

// "“规章”等共 4 行" and "4 rows, the first \"规章\"".
Sentence NamesOf(const NamedRows& rows) {
  std::vector<std::string> zh_cn;
  std::vector<std::string> en;
  for (size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    const std::string& name = rows[i].first->name;
    zh_cn.push_back(name.empty() ? "数据行" : absl::StrCat("“", name, "”"));
    en.push_back(name.empty() ? "the row of figures" : absl::StrCat("\"", name, "\""));
  }
  const bool more = rows.size() > kMostNames;
  return {absl::StrCat(absl::StrJoin(zh_cn, "、"), more ? "等" : "", "共 ", rows.size(), " 行"),
          absl::StrCat(rows.size(), " rows: ", absl::StrJoin(en, ", "), more ? ", …" : "")};
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

Finding TableUnclear(int section, const PlacedText& place) {
  const std::string heading = HeadingOf(section);
  Finding finding = MakeFinding(
      "document.table_unclear", absl::StrCat(section), SEVERITY_ERROR,
      {absl::StrCat("第", section, "部分“", heading, "”的表格（", place::InChinese(PlaceOf(place)),
                    "起）只找到标题，没有找到可以读取的数字行，该表全部数字未读取。请检查原文件中的数字是否为文字、是否"
                    "与标题同在一个表中。"),
       absl::StrCat("of the table of section ", section, " \"", heading, "\", from ", place::InEnglish(PlaceOf(place)),
                    ", only titles were found and no row of figures; see whether the figures are text and in one table "
                    "with the titles")});
  *finding.mutable_place() = PlaceOf(place);
  return finding;
}

Finding ColumnsUnclear(int section, const NamedRows& rows) {
  const Sentence names = NamesOf(rows);
  const std::string heading = HeadingOf(section);
  Finding finding = MakeFinding(
      "document.columns_unclear", absl::StrCat(section), SEVERITY_ERROR,
      {absl::StrCat("第", section, "部分“", heading, "”表格的列标题缺失、重复或与规定格式不一致，", names.zh_cn,
                    "无法确定各数字属于哪一列，未读取。请按规定格式补全表头。"),
       absl::StrCat("the column titles of section ", section, " are incomplete, repeated or not those of the form; ",
                    names.en, ": not read because their columns are unknown; restore the header")});
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

Finding RowAmbiguous(const FormRow& form_row, absl::string_view other, const Row& row) {
  const Sentence name = Named(form_row);
  const std::string or_other =
      other.empty() ? "，也可能不是规定格式中的行" : absl::StrCat("，也可能是“", other, "”一行");
  const std::string or_other_en =
      other.empty() ? ", or no row of the form" : absl::StrCat(", or the row \"", other, "\"");
  return RowFindingAt(
      "document.row_ambiguous", form_row, row,
      {absl::StrCat(Where(row), "的数字可能是", name.zh_cn, or_other, "，不能确定，未读取。请在原文件中补全行标题。"),
       absl::StrCat("the figures at ", WhereInEnglish(row), " may be ", name.en, or_other_en,
                    "; they were not read; complete the titles of the rows")});
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

namespace {

struct InferenceWords {
  absl::string_view rule;
  finding::v1::Severity severity;
  absl::string_view zh_cn;
  absl::string_view en;
};

InferenceWords WordsOf(Inference why) {
  using finding::v1::SEVERITY_INFO;
  using finding::v1::SEVERITY_WARNING;
  switch (why) {
    case Inference::kTitleAlike:
      return {"document.title_alike", SEVERITY_INFO, "行标题与规定格式略有出入，已按最接近的行读取",
              "the titles differ a little from those of the form; the closest rows were taken"};
    case Inference::kTitleApart:
      return {"document.title_apart", SEVERITY_INFO, "行标题与数字不在同一行，已按上下文对应",
              "the titles do not stand beside the figures; they were put together"};
    case Inference::kNoTitle:
      return {"document.title_missing_in_table", SEVERITY_WARNING, "数字旁没有行标题，已按规定格式中的行序对应",
              "no titles stand beside the figures; the order of the form leaves one place for them"};
    case Inference::kColumnsBySums:
      return {"document.columns_by_sums", SEVERITY_INFO, "列标题不全，已按规定格式的列序读取，各行合计与此相符",
              "titles of columns are missing; the order of the form was taken, and the sums of the rows confirm it"};
    case Inference::kColumnsByOrder:
      return {"document.columns_by_order", SEVERITY_WARNING, "列标题不全，已按规定格式的列序读取",
              "titles of columns are missing; the order of the form was taken"};
    case Inference::kSpread:
      return {"document.not_applicable_row", SEVERITY_INFO, "整行只写了一个“/”，已按各格均不适用读取",
              "one \"/\" stands for the whole row; all its cells were read as not applicable"};
    case Inference::kJoined:
      return {"document.digits_joined", SEVERITY_WARNING, "一个数的数字分在几个单元格中，已按唯一使合计相符的方式合并",
              "the digits of one figure stood in several cells; they were joined in the only way that makes the sums "
              "hold"};
  }
  return {};
}

}  // namespace

Finding RowsInferred(int section, Inference why, const NamedRows& rows) {
  const InferenceWords words = WordsOf(why);
  const Sentence names = NamesOf(rows);
  Finding finding =
      MakeFinding(words.rule, absl::StrCat(section), words.severity,
                  {absl::StrCat("第", section, "部分表格中", names.zh_cn, "：", words.zh_cn, "。请核对。"),
                   absl::StrCat("section ", section, ", ", names.en, ": ", words.en, "; check them")});
  for (const auto& [form_row, row] : rows) AddCells(form_row->cells, finding);
  *finding.mutable_place() = PlaceOf(*rows.front().second);
  return finding;
}

Finding RowsBlank(int section, const std::vector<std::pair<const FormRow*, const Cell*>>& rows) {
  std::vector<std::string> zh_cn;
  std::vector<std::string> en;
  for (size_t i = 0; i < std::min(rows.size(), kMostNames); ++i) {
    zh_cn.push_back(absl::StrCat("“", rows[i].first->name, "”"));
    en.push_back(absl::StrCat("\"", rows[i].first->name, "\""));
  }
  Finding finding = MakeFinding(
      "document.rows_blank", absl::StrCat(section), finding::v1::SEVERITY_INFO,
      {absl::StrCat("第", section, "部分表格中", absl::StrJoin(zh_cn, "、"), rows.size() > kMostNames ? "等" : "",
                    "共 ", rows.size(), " 行只有行标题，没有数字，已按空白读取。请核对。"),
       absl::StrCat("section ", section, ", ", rows.size(), " rows have a title and no figure and were read as blank: ",
                    absl::StrJoin(en, ", "), "; check them")});
  for (const auto& [row, cell] : rows) AddCells(row->cells, finding);
  *finding.mutable_place() = PlaceOf(*rows.front().second);
  return finding;
}

Finding RowUnknown(const Row& row, finding::v1::Severity severity) {
  const finding::v1::Place place = PlaceOf(row);
  Finding finding = MakeFinding("document.row_unknown", InstanceOf(place), severity,
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
