// How figures are printed.
#include <algorithm>
#include <cctype>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/property/document/mutations.h"

namespace nianbao::testing {
namespace {

std::vector<PrintedCell*> Numbers(PrintedReport& report) {
  std::vector<PrintedCell*> numbers;
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure >= 0 && !cell->text.empty() && std::isdigit(static_cast<unsigned char>(cell->text[0]))) {
      numbers.push_back(cell);
    }
  }
  return numbers;
}

bool FullWidthDigits(Rng& rng, PrintedReport& report) {
  const bool all = rng.Chance(50);
  for (PrintedCell* cell : Numbers(report)) {
    if (!all && !rng.Chance(20)) continue;
    std::string wide;
    for (const char sign : cell->text) {
      // U+FF10 to U+FF19, U+FF0E.
      if (sign == '.') wide += "\xEF\xBC\x8E";
      if (sign != '.') absl::StrAppend(&wide, "\xEF\xBC", std::string(1, static_cast<char>('\x90' + (sign - '0'))));
    }
    cell->text = wide;
  }
  return true;
}

bool ThousandsSeparators(Rng&, PrintedReport& report) {
  bool changed = false;
  for (PrintedCell* cell : Numbers(report)) {
    std::string& text = cell->text;
    const size_t point = std::min(text.find('.'), text.size());
    for (size_t at = point; at > 3; changed = true) text.insert(at -= 3, ",");
  }
  return changed;
}

// Only in the total of a row whose other figures say what it must be.
bool GapInTotal(Rng&, PrintedReport& report) {
  bool changed = false;
  for (const RequestRow& row : RequestRows()) {
    int64_t sum = 0;
    for (size_t i = 0; i + 1 < RequestColumns().size(); ++i) {
      sum += std::atoll(report.expected[CellIndex(absl::StrCat(row.path, ".", RequestColumns()[i].step))].c_str());
    }
    const int total = CellIndex(row.path + ".total");
    if (sum < 10 || report.expected[total] != absl::StrCat(sum)) continue;
    for (PrintedCell* cell : AllCells(report)) {
      if (cell->figure == total) cell->text.insert(1, " ");
    }
    changed = true;
  }
  return changed;
}

bool PaddedWithNoBreakSpaces(Rng& rng, PrintedReport& report) {
  for (PrintedCell* cell : Numbers(report)) {
    const int where = static_cast<int>(rng.Between(0, 3));
    const std::string pad = rng.Chance(80) ? "\u00a0" : "\u3000";
    if (where == 1 || where == 3) cell->text.insert(0, pad);
    if (where >= 2) cell->text += pad;
  }
  return true;
}

bool OnTheNextLine(Rng& rng, PrintedReport& report) {
  for (PrintedCell* cell : Numbers(report)) {
    if (rng.Chance(5)) cell->text.insert(0, "\u00a0\n");
  }
  return true;
}

bool Remarked(Rng& rng, PrintedReport& report) {
  bool changed = false;
  for (PrintedCell* cell : Numbers(report)) {
    if (cell->text.size() < 2 || !rng.Chance(15)) continue;
    const std::string part = absl::StrCat(rng.Between(1, 9));
    cell->text +=
        rng.Pick<std::string>({"（其中修订" + part + "件）", "（含自然失效" + part + "件）", "（修订" + part + "）"});
    changed = true;
  }
  return changed;
}

bool WithUnits(Rng& rng, PrintedReport& report) {
  for (PrintedCell* cell : Numbers(report)) {
    const bool money = cell->figure == CellIndex("proactive_disclosure.administrative_fees");
    if (money || rng.Chance(20)) cell->text += money ? "万元" : "件";
  }
  return true;
}

bool FeeInYuan(Rng&, PrintedReport& report) {
  const int fee = CellIndex("proactive_disclosure.administrative_fees");
  for (PrintedCell* cell : Numbers(report)) {
    if (cell->figure != fee || cell->text.find('.') != std::string::npos || cell->text == "0") continue;
    cell->text += "0000元";
    return true;
  }
  return false;
}

bool DashesForSlashes(Rng& rng, PrintedReport& report) {
  bool changed = false;
  for (PrintedCell* cell : AllCells(report)) {
    if (cell->figure < 0 || cell->text != "0" || !rng.Chance(10)) continue;
    cell->text = rng.Pick<std::string>({"/", "-", "—", "--", "／", "－", "——", "不适用"});
    report.expected[cell->figure] = kNotApplicable;
    changed = true;
  }
  return changed;
}

bool WordsForFigures(Rng& rng, PrintedReport& report) {
  bool changed = false;
  for (PrintedCell* cell : Numbers(report)) {
    if (!rng.Chance(3)) continue;
    // An o for a nought, a figure cut short by a line of the table, a digit nobody can read.
    cell->text = rng.Pick<std::string>({"O", "l", "1?", "约10", "10余", "见附件", "3-5", "12/3", "5①"});
    report.expected[cell->figure] = kNotPrinted;
    changed = true;
  }
  return changed;
}

}  // namespace

std::vector<Mutation> FigureMutations() {
  return {
      {"full_width_digits", true, FullWidthDigits},
      {"thousands_separators", true, ThousandsSeparators},
      {"gap_in_total", false, GapInTotal},
      {"no_break_spaces", true, PaddedWithNoBreakSpaces},
      {"on_the_next_line", true, OnTheNextLine},
      {"remarked", false, Remarked},
      {"with_units", false, WithUnits},
      {"fee_in_yuan", false, FeeInYuan},
      {"dashes", true, DashesForSlashes},
      {"words_for_figures", false, WordsForFigures},
  };
}

}  // namespace nianbao::testing
