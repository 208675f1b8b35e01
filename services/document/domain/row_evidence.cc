#include "services/document/domain/row_evidence.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr double kForbidden = -1e6;
constexpr double kNamed = 100;
constexpr double kAround = 90;
constexpr double kAlike = 60;
constexpr double kAlikeAround = 50;
constexpr double kLeastLikeness = 0.7;
// A row of the form that is taken for none, and a row of figures as wide as the form's.
constexpr double kNamedTakenForNone = -100;
constexpr double kWideTakenForNone = -40;
constexpr double kBelowItsHeader = 40;
constexpr double kOtherWords = -20;
constexpr double kGroupWithoutItsTitle = -20;
constexpr double kRightWidth = 3;
constexpr double kWrongWidth = -10;
constexpr size_t kMostPartsOfATitle = 6;
constexpr size_t kMostFragmentsAround = 40;
constexpr size_t kLeastWidth = 3;

bool IsOtherTitle(const Label& label, const TableTitles& titles) {
  return !titles.IsRow(label) && (titles.IsGroup(label) || titles.IsColumn(label) || titles.IsCaption(label));
}

// The texts around a row that may be parts of its title, in reading order, and where the row's own ones begin and end.
struct Surroundings {
  FragmentLine fragments;
  size_t own_begin = 0;
  size_t own_end = 0;
};

bool MayBePart(const Fragment& fragment, const FigureRow& row, const TableTitles& titles) {
  const bool right_of_titles = row.columns == Columns::kLayout && !row.cells.empty() &&
                               fragment.cell->extent.begin >= row.cells.front()->extent.begin;
  return !right_of_titles && !IsOtherTitle(fragment.label, titles);
}

// The last fragments of the lines, in reading order.
FragmentLine Above(const std::vector<FragmentLine>& lines, const FigureRow& row, const TableTitles& titles) {
  FragmentLine fragments;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    for (auto fragment = line->rbegin(); fragment != line->rend(); ++fragment) {
      if (fragments.size() == kMostFragmentsAround) break;
      if (MayBePart(*fragment, row, titles)) fragments.push_back(*fragment);
    }
  }
  std::reverse(fragments.begin(), fragments.end());
  return fragments;
}

void AddBelow(const FragmentLine& line, const FigureRow& row, const TableTitles& titles, FragmentLine& to) {
  for (const Fragment& fragment : line) {
    if (MayBePart(fragment, row, titles)) to.push_back(fragment);
  }
}

Surroundings SurroundingsOf(const FigureRows& rows, size_t index, const TableTitles& titles) {
  const FigureRow& row = rows.rows[index];
  Surroundings around = {Above(rows.between[index], row, titles), 0, 0};
  around.own_begin = around.fragments.size();
  for (const Fragment& fragment : row.titles) {
    if (!IsOtherTitle(fragment.label, titles)) around.fragments.push_back(fragment);
  }
  around.own_end = around.fragments.size();
  for (const FragmentLine& line : rows.between[index + 1]) {
    if (around.fragments.size() > around.own_end + kMostFragmentsAround) break;
    AddBelow(line, row, titles, around.fragments);
  }
  const bool next_may_lend = index + 1 < rows.rows.size() && rows.loose && rows.rows[index + 1].row->assembled;
  if (next_may_lend) AddBelow(rows.rows[index + 1].titles, row, titles, around.fragments);
  return around;
}

// True when all of the row's own fragments that share a place with the first one are among first..last.
bool KeepsOwn(const Surroundings& around, const FigureRow& row, size_t first, size_t last) {
  for (size_t i = around.own_begin; i < around.own_end; ++i) {
    const bool apart = row.columns == Columns::kLayout &&
                       !Overlap(around.fragments[i].cell->extent, around.fragments[first].cell->extent);
    if (!apart && (i < first || i > last)) return false;
  }
  return true;
}

// The best evidence of titles that were put together from neighbouring fragments. On a page only those that stand one
// above the other go together. The row's own fragments must be among them.
RowEvidence EvidenceAround(const Surroundings& around, const FigureRow& row, const TitleKey& title) {
  RowEvidence best;
  for (size_t first = 0; first < around.fragments.size(); ++first) {
    std::string text;
    size_t parts = 0;
    for (size_t i = first; i < around.fragments.size() && parts < kMostPartsOfATitle; ++i) {
      const Fragment& fragment = around.fragments[i];
      if (row.columns == Columns::kLayout && !Overlap(fragment.cell->extent, around.fragments[first].cell->extent)) {
        continue;
      }
      absl::StrAppend(&text, fragment.cell->text);
      ++parts;
      if (!KeepsOwn(around, row, first, i)) continue;
      const Label label = ParseLabel(text);
      if (title.Matches(label)) return {kAround, TitleFound::kAround};
      const double likeness = title.Likeness(label);
      if (likeness >= kLeastLikeness && kAlikeAround * likeness > best.score) {
        best = {kAlikeAround * likeness, TitleFound::kAlike};
      }
    }
  }
  return best;
}

// True when something stands beside the figures that is more than the title of their group.
bool HasWords(const FigureRow& row, const TableTitles& titles) {
  return std::any_of(row.titles.begin(), row.titles.end(), [&](const Fragment& fragment) {
    const bool piece = row.columns == Columns::kLayout && titles.IsPieceOfTitle(fragment.label);
    return !piece && !titles.IsGroup(fragment.label) && !titles.IsCaption(fragment.label);
  });
}

// True when the lines just above name columns of the table.
bool HasHeaderAbove(const FigureRows& rows, size_t index, const TableTitles& titles) {
  const auto& lines = rows.between[index];
  return std::any_of(lines.begin(), lines.end(), [&](const FragmentLine& line) {
    return std::any_of(line.begin(), line.end(),
                       [&](const Fragment& fragment) { return titles.IsColumn(fragment.label); });
  });
}

// Evidence of titles alone.
RowEvidence EvidenceOfTitles(const FigureRows& rows, size_t index, const Slot& slot, const TableTitles& titles,
                             const Surroundings& surroundings) {
  const FigureRow& row = rows.rows[index];
  const bool loose = row.row->assembled && rows.loose;
  if (row.named != nullptr && !loose) {
    if (row.named == slot.row) return {kNamed, TitleFound::kBeside};
    return {kForbidden, TitleFound::kNot};
  }
  if (row.named != nullptr && row.named == slot.row) return {kAround, TitleFound::kAround};
  if (slot.title == nullptr) return {HasHeaderAbove(rows, index, titles) ? kBelowItsHeader : 0, TitleFound::kBeside};
  if (slot.is_group()) {
    const bool named = !row.titles.empty() && slot.title->Matches(row.titles.back().label);
    // A blank cell after the title is that of a row of the group whose own title is lost.
    if (named && row.cells.size() == slot.width()) return {kNamed, TitleFound::kBeside};
    if (named) return {kGroupWithoutItsTitle, TitleFound::kBeside};
    return {HasWords(row, titles) ? kForbidden : kGroupWithoutItsTitle, TitleFound::kNot};
  }
  if (!row.titles.empty() && row.named == nullptr) {
    const double likeness = slot.title->Likeness(row.titles.back().label);
    if (likeness >= kLeastLikeness) return {kAlike * likeness, TitleFound::kAlike};
  }
  const RowEvidence around = EvidenceAround(surroundings, row, *slot.title);
  if (around.score > 0) return around;
  if (row.named != nullptr) return {0, TitleFound::kNot};
  return {HasWords(row, titles) ? kOtherWords : 0, TitleFound::kNot};
}

}  // namespace

size_t FilledCells(const FigureRow& row) {
  return std::count_if(row.cells.begin(), row.cells.end(),
                       [](const Cell* cell) { return !Trimmed(cell->text).empty(); });
}

std::vector<RowEvidence> EvidenceFor(const FigureRows& rows, size_t index, const std::vector<Slot>& slots,
                                     const TableTitles& titles) {
  const FigureRow& row = rows.rows[index];
  const Surroundings surroundings = SurroundingsOf(rows, index, titles);
  const size_t filled = FilledCells(row);
  std::vector<RowEvidence> evidence;
  for (const Slot& slot : slots) {
    evidence.push_back(EvidenceOfTitles(rows, index, slot, titles, surroundings));
    const bool right_width = row.cells.size() == slot.width() || filled == slot.width();
    evidence.back().score += right_width ? kRightWidth : kWrongWidth;
  }
  return evidence;
}

double EvidenceForNone(const FigureRow& row, const std::vector<Slot>& slots, const TableTitles& titles) {
  if (row.named != nullptr && !row.row->assembled) return kNamedTakenForNone;
  if (HasWords(row, titles)) return 0;
  const size_t filled = FilledCells(row);
  const bool wide = filled >= kLeastWidth && std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
                      return slot.width() == filled || slot.width() == row.cells.size();
                    });
  return wide ? kWideTakenForNone : 0;
}

}  // namespace nianbao::document::domain
