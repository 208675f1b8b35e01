#include "clients/cli/roster_file.h"

#include <csv.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "clients/cli/load_file.h"
#include "clients/cli/names.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/service.h"

namespace nianbao::cli {
namespace {

using organ::v1::Organ;

constexpr const char* kHead[] = {"id",         "title",  "aliases",     "kind",
                                 "scope_duty", "parent", "credit_code", "division_code"};
constexpr size_t kColumns = std::size(kHead);
// Columns that may follow those.
constexpr absl::string_view kLacks = "lacks";
constexpr absl::string_view kFromDay = "from_day";
constexpr absl::string_view kOffice = "office";
constexpr absl::string_view kPhone = "phone";
constexpr absl::string_view kLine = "line";

struct PowerWord {
  absl::string_view word;
  organ::v1::Power power;
};

constexpr PowerWord kPowers[] = {{"规章制定权", organ::v1::POWER_RULE_MAKING},
                                 {"行政许可", organ::v1::POWER_LICENSING},
                                 {"行政处罚", organ::v1::POWER_PENALTY},
                                 {"行政强制", organ::v1::POWER_COERCION}};

struct Rows {
  std::vector<std::vector<std::string>> complete;
  std::vector<std::string> row;
};

std::vector<std::vector<std::string>> ParseCsv(const std::string& content) {
  csv_parser parser;
  csv_init(&parser, CSV_APPEND_NULL);
  Rows rows;
  const auto on_field = [](void* text, size_t size, void* data) {
    static_cast<Rows*>(data)->row.emplace_back(static_cast<const char*>(text), size);
  };
  const auto on_row = [](int, void* data) {
    auto& rows = *static_cast<Rows*>(data);
    rows.complete.push_back(std::move(rows.row));
    rows.row.clear();
  };
  csv_parse(&parser, content.data(), content.size(), on_field, on_row, &rows);
  csv_fini(&parser, on_field, on_row, &rows);
  csv_free(&parser);
  return std::move(rows.complete);
}

// "" when the words are fine. Powers stand in the order of their numbers, whatever that of the words.
std::string ReadLacks(const std::string& words, Organ& organ) {
  std::set<organ::v1::Power> lacks;
  for (const absl::string_view word : absl::StrSplit(absl::StrReplaceAll(words, {{"、", ";"}}), ';')) {
    if (word.empty()) continue;
    const auto* const known = std::find_if(std::begin(kPowers), std::end(kPowers),
                                           [&](const PowerWord& power) { return power.word == word; });
    if (known == std::end(kPowers)) return absl::StrCat("不认识的职权 ", word);
    lacks.insert(known->power);
  }
  for (const organ::v1::Power power : lacks) organ.add_lacks(power);
  return "";
}

// "" when the field is fine.
std::string ReadOptional(absl::string_view column, const std::string& text, Organ& organ) {
  if (column == kLacks) return ReadLacks(text, organ);
  if (text.empty()) return "";
  if (column == kFromDay) organ.set_from_day(text);
  if (column == kOffice) organ.mutable_contact()->set_office(text);
  if (column == kPhone) organ.mutable_contact()->set_phone(text);
  if (column == kLine) organ.set_line(text);
  return "";
}

// "" when the row is fine.
std::string ReadRow(const std::vector<std::string>& head, const std::vector<std::string>& row, Organ& organ) {
  if (row.size() != head.size()) return absl::StrCat("有 ", row.size(), " 列，应为 ", head.size(), " 列");
  organ.set_name(OrganName(row[0]));
  organ.set_title(row[1]);
  if (!row[2].empty()) {
    for (const auto alias : absl::StrSplit(row[2], ';')) organ.add_aliases(std::string(alias));
  }
  organ::v1::OrganKind kind;
  if (!OrganKind_Parse(absl::StrCat("ORGAN_KIND_", row[3]), &kind)) return absl::StrCat("不认识的机关类别 ", row[3]);
  organ::v1::ScopeDuty duty;
  if (!ScopeDuty_Parse(absl::StrCat("SCOPE_DUTY_", row[4]), &duty)) return absl::StrCat("不认识的报告范围 ", row[4]);
  organ.set_kind(kind);
  organ.set_scope_duty(duty);
  organ.set_parent(OrganName(row[5]));
  organ.set_credit_code(row[6]);
  organ.set_division_code(row[7]);
  for (size_t column = kColumns; column < head.size(); ++column) {
    if (std::string problem = ReadOptional(head[column], row[column], organ); !problem.empty()) return problem;
  }
  return "";
}

// Whether the columns are those that must be there, and after them some of the others, each once.
bool IsHead(const std::vector<std::string>& row) {
  if (row.size() < kColumns || !std::equal(std::begin(kHead), std::end(kHead), row.begin())) return false;
  std::set<absl::string_view> others = {kLacks, kFromDay, kOffice, kPhone, kLine};
  return std::all_of(row.begin() + kColumns, row.end(),
                     [&](const std::string& column) { return others.erase(column) == 1; });
}

// A row of a file, and where it stands.
struct Line {
  size_t number = 0;
  std::vector<std::string> fields;
};

bool IsBlankRow(const std::vector<std::string>& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& field) { return field.empty(); });
}

absl::StatusOr<std::vector<Line>> LinesOfCsv(const std::string& path, absl::string_view content) {
  if (const auto bad = utf8::FirstBadByte(content)) {
    return status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_FILE_INVALID",
                         absl::StrCat(path, ": got a byte that is not UTF-8 at offset ", *bad, ", want UTF-8"))
        .Meta("path", path)
        .Meta("offset", absl::StrCat(*bad))
        .Chinese(absl::StrCat("名册文件 ", path, " 不是 UTF-8 编码，请在表格软件中另存为“CSV UTF-8”后再导入。"));
  }
  std::vector<Line> lines;
  // Spreadsheets open a UTF-8 file with a byte order mark.
  for (auto& row : ParseCsv(std::string(absl::StripPrefix(content, "\xEF\xBB\xBF")))) {
    lines.push_back({lines.size() + 1, std::move(row)});
  }
  return lines;
}

// A workbook keeps a day as the number of days since the end of 1899.
std::string DayOfSerial(const std::string& text) {
  int serial = 0;
  if (text.size() != 5 || !absl::SimpleAtoi(text, &serial)) return text;
  return absl::FormatCivilTime(absl::CivilDay(1899, 12, 30) + serial);
}

absl::StatusOr<std::vector<Line>> LinesOfWorkbook(absl::string_view content) {
  ASSIGN_OR_RETURN(auto rows, document::ReadFirstSheet(content));
  std::vector<Line> lines;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!IsBlankRow(rows[i])) lines.push_back({i + 1, std::move(rows[i])});
  }
  if (lines.empty()) return lines;
  const std::vector<std::string>& head = lines.front().fields;
  const size_t from_day = std::find(head.begin(), head.end(), kFromDay) - head.begin();
  for (Line& line : lines) {
    if (from_day < head.size()) line.fields[from_day] = DayOfSerial(line.fields[from_day]);
  }
  return lines;
}

absl::StatusOr<std::vector<Line>> LinesOf(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string content, LoadFile(path));
  return absl::StartsWith(content, "PK\x03\x04") ? LinesOfWorkbook(content) : LinesOfCsv(path, content);
}

}  // namespace

absl::StatusOr<std::vector<Organ>> ReadRosterFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::vector<Line> lines, LinesOf(path));
  auto error = status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_FILE_INVALID",
                             absl::StrCat(path, ": bad rows, want ", absl::StrJoin(kHead, ",")))
                   .Meta("path", path)
                   .Chinese(absl::StrCat("名册文件 ", path, " 有误，未导入任何机关。"));
  bool bad = false;
  const auto reject = [&](size_t line, const std::string& problem) {
    bad = true;
    error.Field(absl::StrCat("第 ", line, " 行"), problem);
  };
  if (lines.empty() || !IsHead(lines[0].fields)) {
    reject(lines.empty() ? 1 : lines[0].number,
           absl::StrCat("表头应为 ", absl::StrJoin(kHead, ","), "，后面可以加 lacks、from_day、office、phone、line"));
    return error;
  }
  std::vector<Organ> organs;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::string problem = ReadRow(lines[0].fields, lines[i].fields, organs.emplace_back());
    if (!problem.empty()) reject(lines[i].number, problem);
  }
  if (bad) return error;
  return organs;
}

}  // namespace nianbao::cli
