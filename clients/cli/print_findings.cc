#include "clients/cli/print_findings.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/severity_word.h"
#include "libs/place/describe.h"

namespace nianbao::cli {
namespace {

using finding::v1::Finding;

// More cells than this do not help to find a mistake.
constexpr int kFindingCellsShown = 8;

std::string SeverityLabel(finding::v1::Severity severity) {
  const bool color = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  const absl::string_view word = SeverityWord(severity);
  if (!color) return std::string(word);
  const bool error = severity == finding::v1::SEVERITY_ERROR;
  const char* const code = error ? "31" : severity == finding::v1::SEVERITY_WARNING ? "33" : "36";
  return absl::StrCat("\x1b[", code, "m", word, "\x1b[0m");
}

std::string Where(const finding::v1::Place& place) {
  const std::string where = place::InChinese(place);
  return where.empty() ? "" : absl::StrCat("（", where, "）");
}

void PrintCell(const finding::v1::CellReference& cell) {
  const std::string value = cell.value().empty() ? "（空）" : cell.value();
  const std::string year = cell.year() > 0 ? absl::StrCat(cell.year(), " 年报告 ") : "";
  fmt::print("      {}{} = {}{}\n", year, cell.printed_name(), value, Where(cell.place()));
}

// True for what a reader says of whole rows: none of the cells has a value or a place.
bool IsAboutRows(const Finding& finding) {
  return absl::StartsWith(finding.rule(), "document.") &&
         std::none_of(finding.cells().begin(), finding.cells().end(),
                      [](const auto& cell) { return !cell.value().empty() || cell.has_place(); });
}

// The sentence quotes the first text; further ones, and those of another report, stand below it.
void PrintPassages(const Finding& finding) {
  for (int i = 1; i < finding.quotes_size(); ++i) {
    const auto& quote = finding.quotes(i);
    const std::string of = quote.year() == 0 ? "本报告" : absl::StrCat(quote.organ(), quote.year(), "年");
    fmt::print("      {}：“{}”\n", of, quote.text());
  }
}

}  // namespace

void PrintFinding(const Finding& finding) {
  fmt::print("  {} {}{}\n", SeverityLabel(finding.severity()), finding.message().zh_cn(), Where(finding.place()));
  int shown = 0;
  // The sentence names the rows; their cells tell a person no more.
  const bool cells_say_more = !IsAboutRows(finding);
  for (const auto& cell : finding.cells()) {
    if (!cells_say_more || shown++ == kFindingCellsShown) break;
    PrintCell(cell);
  }
  if (cells_say_more && finding.cells_size() > kFindingCellsShown) {
    fmt::print("      另有 {} 格\n", finding.cells_size() - kFindingCellsShown);
  }
  PrintPassages(finding);
  fmt::print("      规则 {}\n", finding.id());
}

void PrintFindings(const google::protobuf::RepeatedPtrField<Finding>& findings) {
  for (const Finding& finding : findings) PrintFinding(finding);
}

}  // namespace nianbao::cli
