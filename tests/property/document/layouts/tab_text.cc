#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/layouts/compose.h"
#include "tests/property/document/layouts/text_layouts.h"

namespace nianbao::testing {

std::string WriteWordText(const PrintedReport& report, Rng&) {
  std::string content = "\n";
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, text, "\n"); },
      [&](const PrintedTable& table) {
        content += "\n\n";
        for (const auto& slots : SlotsOf(table)) {
          for (const Slot& slot : slots) absl::StrAppend(&content, "\t", slot.covered ? "" : slot.cell->text, "\n");
          content += "\n";
        }
        content += "\n\n";
      });
  return content;
}

std::string WriteWordTextCrLf(const PrintedReport& report, Rng& rng) {
  return absl::StrCat("\xEF\xBB\xBF", absl::StrReplaceAll(WriteWordText(report, rng), {{"\n", "\r\n"}}));
}

std::string WriteTabRows(const PrintedReport& report, Rng& rng) {
  std::string content;
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, text, "\n"); },
      [&](const PrintedTable& table) {
        for (const auto& texts : TextsOf(table, Merged::kEmpty)) {
          absl::StrAppend(&content, absl::StrJoin(texts, "\t"), "\n");
        }
      });
  return content;
}

}  // namespace nianbao::testing
