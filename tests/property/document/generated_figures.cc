#include "tests/property/document/generated_figures.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::testing {
namespace {

constexpr int kKinds = 6;

// How much an organ has to report.
struct Size {
  int share_of_rows;
  int64_t most;
};

int64_t Amount(Rng& rng, int64_t most) {
  // Small figures are more frequent than large ones.
  return rng.Between(1, std::max<int64_t>(1, most >> rng.Between(0, 6)));
}

void Set(GeneratedReport& report, const std::string& code, int64_t value) {
  report.figures[CellIndex(code)] = absl::StrCat(value);
}

void FillDisclosures(Rng& rng, const Size& size, GeneratedReport& report) {
  for (const DisclosureRow& row : DisclosureRows()) {
    for (const Column& column : row.columns) {
      const bool large = row.columns.size() == 1 && rng.Chance(50);
      Set(report, column.step, rng.Chance(45) ? 0 : Amount(rng, large ? size.most * 4000 : size.most));
    }
  }
  if (rng.Chance(60)) {
    std::string decimals = absl::StrCat(rng.Between(1, 999999));
    if (decimals.back() == '0') decimals.back() = '3';
    report.figures[CellIndex("proactive_disclosure.administrative_fees")] =
        absl::StrCat(rng.Between(0, size.most * 10), ".", decimals);
  }
}

void FillRequests(Rng& rng, const Size& size, GeneratedReport& report) {
  const auto& rows = RequestRows();
  std::vector<std::vector<int64_t>> values(rows.size(), std::vector<int64_t>(kKinds + 1));
  const size_t total = rows.size() - 2;
  const size_t out = rows.size() - 1;
  for (size_t row = 1; row < rows.size(); ++row) {
    if (row == total || !rng.Chance(size.share_of_rows)) continue;
    for (int kind = 0; kind < kKinds; ++kind) {
      if (rng.Chance(kind == 0 ? 95 : 25)) values[row][kind] = Amount(rng, kind == 0 ? size.most : size.most / 8 + 1);
    }
  }
  for (int kind = 0; kind < kKinds; ++kind) {
    for (size_t row = 2; row < total; ++row) values[total][kind] += values[row][kind];
    const int64_t handled = values[total][kind] + values[out][kind];
    values[1][kind] = std::min(values[1][kind], handled);
    values[0][kind] = handled - values[1][kind];
  }
  for (auto& row : values) {
    for (int kind = 0; kind < kKinds; ++kind) row[kKinds] += row[kind];
  }
  if (!report.sums_hold) {
    for (int64_t wrong = rng.Between(1, 4); wrong > 0; --wrong) {
      values[rng.Between(0, static_cast<int64_t>(rows.size()) - 1)][kKinds] += rng.Between(1, 20);
    }
  }
  for (size_t row = 0; row < rows.size(); ++row) {
    for (int column = 0; column <= kKinds; ++column) {
      Set(report, absl::StrCat(rows[row].path, ".", RequestColumns()[column].step), values[row][column]);
    }
  }
}

void FillRemedies(Rng& rng, const Size& size, GeneratedReport& report) {
  for (const RemedyGroup& group : RemedyGroups()) {
    int64_t sum = 0;
    for (size_t i = 0; i + 1 < RemedyColumns().size(); ++i) {
      const int64_t value = rng.Chance(70) ? 0 : Amount(rng, size.most / 4 + 1);
      sum += value;
      Set(report, absl::StrCat(group.path, ".", RemedyColumns()[i].step), value);
    }
    if (!report.sums_hold && rng.Chance(20)) sum += rng.Between(1, 5);
    Set(report, absl::StrCat(group.path, ".total"), sum);
  }
}

// Blanks and slashes in place of noughts.
void LeaveOut(Rng& rng, GeneratedReport& report) {
  const int manner = static_cast<int>(rng.Between(0, 9));
  for (int i = 0; i < kCells; ++i) {
    std::string& figure = report.figures[i];
    if (figure != "0") continue;
    const std::string& code = CellCode(i);
    const bool in_three = code.rfind("requests.", 0) == 0;
    const bool is_total = code.size() > 6 && code.compare(code.size() - 6, 6, ".total") == 0;
    const bool legal_person = in_three && !is_total && code.find(".natural_person") == std::string::npos;
    switch (manner) {
      case 0:
        if (legal_person) figure = kBlank;
        break;
      case 1:
        if (in_three && !is_total) figure = kBlank;
        break;
      case 2:
        figure = kBlank;
        break;
      case 3:
        if (rng.Chance(4)) figure = kBlank;
        break;
      case 4:
        if (code.rfind("proactive_disclosure.rules.", 0) == 0) figure = kNotApplicable;
        break;
      default:
        break;
    }
  }
}

}  // namespace

void GenerateFigures(Rng& rng, GeneratedReport& report) {
  const std::vector<Size> sizes = {{8, 3}, {20, 25}, {20, 60}, {60, 900}, {90, 14000}};
  const Size& size = rng.Pick(sizes);
  FillDisclosures(rng, size, report);
  FillRequests(rng, size, report);
  FillRemedies(rng, size, report);
  LeaveOut(rng, report);
}

}  // namespace nianbao::testing
