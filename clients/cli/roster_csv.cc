#include "clients/cli/roster_csv.h"

#include <csv.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/load_file.h"
#include "clients/cli/names.h"
#include "libs/status/error.h"
#include "libs/utf8/utf8.h"

namespace nianbao::cli {
namespace {

using organ::v1::Organ;

constexpr const char* kHead[] = {"id",         "title",  "aliases",     "kind",
                                 "scope_duty", "parent", "credit_code", "division_code"};
constexpr size_t kColumns = std::size(kHead);
// A column that may follow those.
constexpr char kLacks[] = "lacks";

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

// "" when the row is fine.
std::string ReadRow(const std::vector<std::string>& row, size_t columns, Organ& organ) {
  if (row.size() != columns) return absl::StrCat("有 ", row.size(), " 列，应为 ", columns, " 列");
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
  return columns == kColumns ? "" : ReadLacks(row[kColumns], organ);
}

}  // namespace

absl::StatusOr<std::vector<Organ>> ReadRosterCsv(const std::string& path) {
  const absl::StatusOr<std::string> content = LoadFile(path);
  if (!content.ok()) return content.status();
  if (const auto bad = utf8::FirstBadByte(*content)) {
    return status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_FILE_INVALID",
                         absl::StrCat(path, ": got a byte that is not UTF-8 at offset ", *bad, ", want UTF-8"))
        .Meta("path", path)
        .Meta("offset", absl::StrCat(*bad))
        .Chinese(absl::StrCat("名册文件 ", path, " 不是 UTF-8 编码，请在表格软件中另存为“CSV UTF-8”后再导入。"));
  }
  // Spreadsheets open a UTF-8 file with a byte order mark.
  const auto rows = ParseCsv(std::string(absl::StripPrefix(*content, "\xEF\xBB\xBF")));
  auto error = status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_FILE_INVALID",
                             absl::StrCat(path, ": bad rows, want ", absl::StrJoin(kHead, ",")))
                   .Meta("path", path)
                   .Chinese(absl::StrCat("名册文件 ", path, " 有误，未导入任何机关。"));
  bool bad = false;
  const auto reject = [&](size_t line, const std::string& problem) {
    bad = true;
    error.Field(absl::StrCat("第 ", line, " 行"), problem);
  };
  std::vector<std::string> head(std::begin(kHead), std::end(kHead));
  if (!rows.empty() && rows[0].size() > kColumns) head.push_back(kLacks);
  if (rows.empty() || rows[0] != head) {
    reject(1, absl::StrCat("表头应为 ", absl::StrJoin(kHead, ","), "，后面可以加 ", kLacks));
  }
  std::vector<Organ> organs;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (const std::string problem = ReadRow(rows[i], head.size(), organs.emplace_back()); !problem.empty())
      reject(i + 1, problem);
  }
  if (bad) return error;
  return organs;
}

}  // namespace nianbao::cli
