#include "services/submission/store/backup/backup_header.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace nianbao::submission {
namespace {

using Role = Column::Role;
using Type = Column::Type;

constexpr std::pair<Type, absl::string_view> kTypes[] = {
    {Type::kNumber, "number"}, {Type::kText, "text"}, {Type::kBytes, "bytes"}};
constexpr std::pair<Role, absl::string_view> kRoles[] = {
    {Role::kPlain, ""}, {Role::kKey, ":key"}, {Role::kSibling, ":sibling"}};

template <typename Words, typename T>
absl::string_view WordOf(const Words& words, T value) {
  return std::find_if(std::begin(words), std::end(words), [&](const auto& word) { return word.first == value; })
      ->second;
}

template <typename Words, typename T>
bool ReadWord(const Words& words, absl::string_view text, T& value) {
  for (const auto& [meaning, word] : words) {
    if (word != text) continue;
    value = meaning;
    return true;
  }
  return false;
}

std::string Format(const Column& column) {
  return absl::StrCat(column.name, ":", WordOf(kTypes, column.type), WordOf(kRoles, column.role));
}

// What may stand in a statement.
bool IsName(absl::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_islower(c) || c == '_'; });
}

bool ReadColumn(absl::string_view text, Column& column) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  const size_t colon = std::min(parts.second.find(':'), parts.second.size());
  column.name = std::string(parts.first);
  return IsName(column.name) && ReadWord(kTypes, parts.second.substr(0, colon), column.type) &&
         ReadWord(kRoles, parts.second.substr(colon), column.role);
}

bool ReadTable(absl::string_view text, BackupTable& table) {
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  if (words.size() < 3 || !IsName(words[0]) || !absl::SimpleAtoi(words[1], &table.row_count)) return false;
  table.table.name = std::string(words[0]);
  for (size_t i = 2; i < words.size(); ++i) {
    if (!ReadColumn(words[i], table.table.columns.emplace_back())) return false;
  }
  return table.row_count >= 0 && table.table.columns.front().role == Role::kKey;
}

bool ReadHead(absl::string_view text, BackupHeader& header) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, ' ');
  header.digest = absl::HexStringToBytes(parts.second);
  return absl::SimpleAtoi(parts.first, &header.sequence);
}

bool ReadLine(absl::string_view line, BackupHeader& header) {
  if (absl::ConsumePrefix(&line, "schema ")) return absl::SimpleAtoi(line, &header.schema) && header.schema > 0;
  if (absl::ConsumePrefix(&line, "log ")) {
    header.log_id = std::string(line);
    return !line.empty();
  }
  if (absl::ConsumePrefix(&line, "head ")) return ReadHead(line, header);
  if (absl::ConsumePrefix(&line, "time ")) return absl::ParseTime(absl::RFC3339_sec, line, &header.time, nullptr);
  if (absl::ConsumePrefix(&line, "table ")) return ReadTable(line, header.tables.emplace_back());
  return false;
}

}  // namespace

std::string Format(const BackupHeader& header) {
  std::string text = absl::StrCat(kBackupTitle, "schema ", header.schema, "\nlog ", header.log_id, "\nhead ",
                                  header.sequence, " ", absl::BytesToHexString(header.digest), "\ntime ",
                                  absl::FormatTime(absl::RFC3339_sec, header.time, absl::UTCTimeZone()), "\n");
  for (const BackupTable& table : header.tables) {
    absl::StrAppend(&text, "table ", table.table.name, " ", table.row_count);
    for (const Column& column : table.table.columns) absl::StrAppend(&text, " ", Format(column));
    absl::StrAppend(&text, "\n");
  }
  return text + "\n";
}

std::optional<BackupHeader> ParseBackupHeader(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, kBackupTitle) || !absl::ConsumeSuffix(&text, "\n\n")) return std::nullopt;
  BackupHeader header;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!ReadLine(line, header)) return std::nullopt;
  }
  const bool complete = header.schema > 0 && !header.log_id.empty() && !header.tables.empty();
  return complete ? std::optional<BackupHeader>(std::move(header)) : std::nullopt;
}

}  // namespace nianbao::submission
