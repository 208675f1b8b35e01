// Text in which nothing but the order of the words is left of the tables.
#include "absl/strings/str_cat.h"
#include "tests/property/document/layouts/compose.h"
#include "tests/property/document/layouts/text_layouts.h"

namespace nianbao::testing {
namespace {

std::string Write(const PrintedReport& report, const std::string& between, bool tables = true) {
  std::string content;
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, text, between); },
      [&](const PrintedTable& table) {
        if (!tables) return;
        for (const auto& texts : TextsOf(table, Merged::kGone)) {
          for (const std::string& text : texts) {
            if (!text.empty()) absl::StrAppend(&content, text, between);
          }
        }
      });
  return content;
}

}  // namespace

std::string WriteCellParagraphs(const PrintedReport& report, Rng&) { return Write(report, "\n\n"); }
std::string WriteCellLines(const PrintedReport& report, Rng&) { return Write(report, "\n"); }
std::string WriteOneLine(const PrintedReport& report, Rng&) { return Write(report, " "); }
std::string WriteHeadingsOnly(const PrintedReport& report, Rng&) { return Write(report, "\n", false); }

}  // namespace nianbao::testing
