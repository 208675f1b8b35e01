#include "services/document/domain/edition.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {
namespace {

using form::Catalogue;

constexpr int kFirstYearOf2021 = 2021;
// The tables of section two differ; the others tell nothing.
constexpr int kSectionThatDiffers = 2;
constexpr int kTellingTable = 0;

// How many cells of the rows have titles that one edition has and the other has not.
int OwnTitles(absl::Span<const Item> items, const TableTitles& own, const TableTitles& other) {
  int titles = 0;
  for (const Item& item : items) {
    if (item.row == nullptr) continue;
    titles += static_cast<int>(std::count_if(item.row->cells.begin(), item.row->cells.end(), [&](const Cell& cell) {
      if (Trimmed(cell.text).empty()) return false;
      const Label label = ParseLabel(cell.text);
      return own.Knows(label) && !other.Knows(label);
    }));
  }
  return titles;
}

finding::v1::Finding OldForm(const std::vector<const form::Cell*>& missing) {
  auto finding = MakeFinding(
      "document.edition_unfit", "", finding::v1::SEVERITY_ERROR,
      {absl::StrCat("第二部分用的是 2019 年版的表格，而 2021 年度起应使用 2021 年版。两版含义相同的格已读取，其余 ",
                    missing.size(), " 格没有对应数字，未读取。请改用 2021 年版表格填写。"),
       absl::StrCat("section two is made on the form of 2019, and the years from 2021 on have that of 2021; cells that "
                    "mean the same were read, the other ",
                    missing.size(), " have no figure; use the form of 2021")});
  AddCells(missing, finding);
  return finding;
}

}  // namespace

const Catalogue& EditionOf(absl::Span<const Item> items, int year) {
  const TableTitles& of_2019 = *TablesOf(Catalogue::Edition2019())[kTellingTable];
  const TableTitles& of_2021 = *TablesOf(Catalogue::Get())[kTellingTable];
  const int old_titles = OwnTitles(items, of_2019, of_2021);
  const int new_titles = OwnTitles(items, of_2021, of_2019);
  const bool old_year = year != 0 && year < kFirstYearOf2021;
  const bool old_form = old_titles == new_titles ? old_year : old_titles > new_titles;
  return old_form ? Catalogue::Edition2019() : Catalogue::Get();
}

void AddTableOf2019(const CellReadings& table, CellReadings& readings, Findings& findings) {
  std::vector<const form::Cell*> missing;
  for (const form::Cell& cell : Catalogue::Edition2019().cells()) {
    const Reading* reading = table.Find(cell);
    if (reading == nullptr || cell.same_as.empty()) continue;
    readings.Put(*Catalogue::Get().Find(cell.same_as), *reading, table.ConfidenceOf(cell));
  }
  for (const form::Cell& cell : Catalogue::Get().cells()) {
    if (cell.section == kSectionThatDiffers && readings.Find(cell) == nullptr) missing.push_back(&cell);
  }
  findings.push_back(OldForm(missing));
}

}  // namespace nianbao::document::domain
