#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/property/document/layouts/compose.h"
#include "tests/property/document/layouts/text_layouts.h"

namespace nianbao::testing {
namespace {

std::string OneRowTable(const std::vector<std::string>& texts) {
  std::string table = absl::StrCat("| ", absl::StrJoin(texts, " | "), " |\n|");
  for (size_t i = 0; i < texts.size(); ++i) table += "---|";
  return table + "\n\n";
}

// A row of figures. Its titles stand in the table, before it or behind it, or are lost.
std::string FigureRow(const std::vector<std::string>& titles, const std::vector<std::string>& figures, Rng& rng) {
  const std::string title = absl::StrJoin(titles, "\n");
  const int place = static_cast<int>(rng.Between(1, 100));
  if (place <= 45) {
    std::vector<std::string> whole = {absl::StrJoin(titles, " ")};
    whole.insert(whole.end(), figures.begin(), figures.end());
    return OneRowTable(whole);
  }
  if (place <= 75) return absl::StrCat(title, "\n\n", OneRowTable(figures));
  if (place <= 95) return absl::StrCat(OneRowTable(figures), title, "\n\n");
  return OneRowTable(figures);
}

}  // namespace

std::string WriteSmallTables(const PrintedReport& report, Rng& rng) {
  std::string content;
  int page = 1;
  Compose(
      report, [&](TextKind kind, const std::string& text) { absl::StrAppend(&content, text, "\n\n"); },
      [&](const PrintedTable& table) {
        for (const PrintedRow& row : table.rows) {
          std::vector<std::string> titles;
          std::vector<std::string> figures;
          for (const PrintedCell& cell : row.cells) {
            (figures.empty() && cell.figure < 0 ? titles : figures).push_back(Unbroken(cell.text));
          }
          if (figures.empty()) {
            // Part of the header comes out as text.
            content += rng.Chance(50) ? OneRowTable(titles) : absl::StrCat(absl::StrJoin(titles, "\n"), "\n\n");
          } else {
            content += FigureRow(titles, figures, rng);
          }
          if (rng.Chance(6)) absl::StrAppend(&content, page++, "\n\n");
        }
      });
  return content;
}

}  // namespace nianbao::testing
