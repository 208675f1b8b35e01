#include "libs/place/describe.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::place {
namespace {

// As spreadsheets name it: "A" for 1, "AA" for 27.
std::string Letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string ColumnInChinese(const finding::v1::Place& place) {
  return place.sheet().empty() ? absl::StrCat("第 ", place.column(), " 列")
                               : absl::StrCat(" ", Letters(place.column()), " 列");
}

std::string ColumnInEnglish(const finding::v1::Place& place) {
  return place.sheet().empty() ? absl::StrCat(place.column()) : Letters(place.column());
}

}  // namespace

std::string InChinese(const finding::v1::Place& place) {
  std::string text;
  if (!place.file().empty()) absl::StrAppend(&text, "文件“", place.file(), "”");
  if (!place.sheet().empty()) absl::StrAppend(&text, "工作表“", place.sheet(), "”");
  if (place.page() > 0) absl::StrAppend(&text, "第 ", place.page(), " 页");
  if (place.table() > 0) absl::StrAppend(&text, "第 ", place.table(), " 个表");
  if (place.row() > 0) absl::StrAppend(&text, "第 ", place.row(), " 行");
  if (place.column() > 0 && place.row() > 0) absl::StrAppend(&text, ColumnInChinese(place));
  if (place.line() > 0 && place.row() == 0) absl::StrAppend(&text, "第 ", place.line(), " 行");
  return text;
}

std::string InEnglish(const finding::v1::Place& place) {
  std::vector<std::string> parts;
  if (!place.file().empty()) parts.push_back(absl::StrCat("file \"", place.file(), "\""));
  if (!place.sheet().empty()) parts.push_back(absl::StrCat("sheet \"", place.sheet(), "\""));
  if (place.page() > 0) parts.push_back(absl::StrCat("page ", place.page()));
  if (place.table() > 0) parts.push_back(absl::StrCat("table ", place.table()));
  if (place.row() > 0) parts.push_back(absl::StrCat("row ", place.row()));
  if (place.column() > 0 && place.row() > 0) parts.push_back(absl::StrCat("column ", ColumnInEnglish(place)));
  if (place.line() > 0 && place.row() == 0) parts.push_back(absl::StrCat("line ", place.line()));
  return absl::StrJoin(parts, ", ");
}

}  // namespace nianbao::place
