#include "clients/cli/print_findings.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/place/describe.h"

namespace nianbao::cli {
namespace {

using finding::v1::Finding;

// More cells than this do not help to find a mistake.
constexpr int kCellsShown = 8;

std::string SeverityLabel(finding::v1::Severity severity) {
  const bool color = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  const auto paint = [&](const char* code, const char* text) {
    return color ? absl::StrCat("\x1b[", code, "m", text, "\x1b[0m") : std::string(text);
  };
  switch (severity) {
    case finding::v1::SEVERITY_ERROR:
      return paint("31", "错误");
    case finding::v1::SEVERITY_WARNING:
      return paint("33", "提醒");
    default:
      return paint("36", "提示");
  }
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

}  // namespace

void PrintFindings(const google::protobuf::RepeatedPtrField<Finding>& findings) {
  for (const Finding& finding : findings) {
    fmt::print("  {} {}{}\n", SeverityLabel(finding.severity()), finding.message().zh_cn(), Where(finding.place()));
    int shown = 0;
    for (const auto& cell : finding.cells()) {
      if (shown++ == kCellsShown) break;
      PrintCell(cell);
    }
    if (finding.cells_size() > kCellsShown) fmt::print("      另有 {} 格\n", finding.cells_size() - kCellsShown);
    fmt::print("      规则 {}\n", finding.id());
  }
}

}  // namespace nianbao::cli
