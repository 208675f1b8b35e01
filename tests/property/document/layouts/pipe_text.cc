#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/property/document/layouts/compose.h"
#include "tests/property/document/layouts/text_layouts.h"

namespace nianbao::testing {
namespace {

using Texts = std::vector<std::string>;
// Writes one row; width is that of the table's grid.
using WriteRow = std::function<std::string(const Texts& texts, size_t width)>;

std::string Write(const PrintedReport& report, Merged merged, const WriteRow& write) {
  std::string content;
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, text, "\n\n"); },
      [&](const PrintedTable& table) {
        for (const Texts& texts : TextsOf(table, merged)) content += write(texts, table.widths.size());
        content += "\n";
      });
  return content;
}

std::string Edged(const Texts& texts) { return absl::StrCat("| ", absl::StrJoin(texts, " | "), " |\n"); }

}  // namespace

std::string WritePipeRows(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kGone,
               [](const Texts& texts, size_t) { return absl::StrCat(absl::StrJoin(texts, " | "), "\n"); });
}

std::string WriteEdgedPipeRows(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kEmptyBelow, [](const Texts& texts, size_t) { return Edged(texts); });
}

std::string WritePaddedPipeRows(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kGone, [](const Texts& texts, size_t width) {
    return absl::StrCat(absl::StrJoin(texts, " | "), " | ",
                        std::string(width > texts.size() ? width - texts.size() : 0, '|'), "\n");
  });
}

std::string WriteMarkdown(const PrintedReport& report, Rng&) {
  std::string content;
  Compose(
      report,
      [&](TextKind kind, const std::string& text) {
        const char* const mark = kind == TextKind::kTitle ? "# " : kind == TextKind::kHeading ? "## " : "";
        absl::StrAppend(&content, mark, text, "\n\n");
      },
      [&](const PrintedTable& table) {
        bool header = true;
        for (const Texts& texts : TextsOf(table, Merged::kEmpty)) {
          content += Edged(texts);
          if (header) content += Edged(Texts(texts.size(), "---"));
          header = false;
        }
        content += "\n";
      });
  return content;
}

std::string WritePipeCells(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kGone,
               [](const Texts& texts, size_t) { return absl::StrCat(absl::StrJoin(texts, " |\n"), " |\n"); });
}

std::string WriteMarkedPipeCells(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kGone,
               [](const Texts& texts, size_t) { return absl::StrCat("|\n", absl::StrJoin(texts, " |\n"), " |\n"); });
}

std::string WriteLonePipes(const PrintedReport& report, Rng&) {
  return Write(report, Merged::kGone, [](const Texts& texts, size_t) {
    std::string row;
    for (const std::string& text : texts) absl::StrAppend(&row, text, text.empty() ? "" : "\n", "|\n");
    return row;
  });
}

}  // namespace nianbao::testing
