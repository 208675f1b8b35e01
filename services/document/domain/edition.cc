#include "services/document/domain/edition.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/derive_groups.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/table_titles.h"

namespace nianbao::document::domain {
namespace {

using form::Catalogue;

constexpr int kFirstYearOf2021 = 2021;
// The tables of sections two differ most; the others tell nothing.
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
      {absl::StrCat("报告用的是 2019 年版的表格，而 2021 年度起应使用 2021 年版。两版含义相同的格已读取，其余 ",
                    missing.size(), " 格没有对应数字，未读取。请改用 2021 年版表格填写。"),
       absl::StrCat("the report is made on the form of 2019, and the years from 2021 on have that of 2021; cells that "
                    "mean the same were read, the other ",
                    missing.size(), " have no figure; use the form of 2021")});
  AddCells(missing, finding);
  return finding;
}

// The rows of a group that is one row in the edition of 2019.
GroupRows GroupsOf(const CellReadings& readings, const std::vector<Slot>& slots) {
  static const Row* const nowhere = new Row();
  GroupRows groups;
  for (const Slot& slot : slots) {
    if (!slot.is_group()) continue;
    GroupRow group = {&slot, {}, nowhere};
    for (const form::Cell* cell : slot.members.front()->cells) {
      const form::Cell* printed = Catalogue::Edition2019().Find(absl::StrCat(slot.id, ".", cell->path.back()->name()));
      const Reading* reading = printed == nullptr ? nullptr : readings.Find(*printed);
      if (reading != nullptr) group.readings.push_back(*reading);
    }
    if (group.readings.size() == slot.width()) groups.push_back(std::move(group));
  }
  return groups;
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

CellReadings AsEdition2021(const CellReadings& readings, Findings& findings) {
  CellReadings result(Catalogue::Get());
  for (const form::Cell& cell : Catalogue::Edition2019().cells()) {
    const Reading* reading = readings.Find(cell);
    if (reading == nullptr || cell.same_as.empty()) continue;
    result.Put(*Catalogue::Get().Find(cell.same_as), *reading, readings.ConfidenceOf(cell));
  }
  const std::vector<Slot> slots = SlotsOf(TablesOf(Catalogue::Get())[1]->form());
  std::set<const FormRow*> accounted;
  DeriveGroups(GroupsOf(readings, slots), result, accounted, findings);
  std::vector<const form::Cell*> missing;
  for (const form::Cell& cell : Catalogue::Get().cells()) {
    if (result.Find(cell) == nullptr) missing.push_back(&cell);
  }
  findings.push_back(OldForm(missing));
  return result;
}

}  // namespace nianbao::document::domain
