#include "services/document/domain/cell_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/form/decimal.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/signed_figure.h"

namespace nianbao::document::domain {
namespace {

using form::CellState;

// A longer text in a single cell is no amount.
constexpr size_t kLongestTextBytes = 120;
// 元 in a cell printed in 万元.
constexpr int kYuanPerTenThousandScale = 4;

bool IsNumber(const Figure& figure) { return figure.state == CellState::kNumber; }

struct UnitWord {
  absl::string_view word;
  form::v1::Unit unit;
  // Decimal places between this unit and that of the cell.
  int shift;
};

constexpr std::array<UnitWord, 12> kUnits = {{{"件", form::v1::UNIT_ITEM, 0},
                                              {"份", form::v1::UNIT_ITEM, 0},
                                              {"个", form::v1::UNIT_ITEM, 0},
                                              {"起", form::v1::UNIT_ITEM, 0},
                                              {"宗", form::v1::UNIT_ITEM, 0},
                                              {"项", form::v1::UNIT_ITEM, 0},
                                              {"次", form::v1::UNIT_ITEM, 0},
                                              {"条", form::v1::UNIT_ITEM, 0},
                                              {"部", form::v1::UNIT_ITEM, 0},
                                              {"万元", form::v1::UNIT_TEN_THOUSAND_YUAN, 0},
                                              {"元", form::v1::UNIT_TEN_THOUSAND_YUAN, kYuanPerTenThousandScale},
                                              {"元", form::v1::UNIT_YUAN, 0}}};

std::optional<Figure> WithoutUnit(absl::string_view text, const form::Cell& cell) {
  for (const UnitWord& unit : kUnits) {
    if (unit.unit != cell.unit) continue;
    absl::string_view number = text;
    if (!absl::ConsumeSuffix(&number, unit.word)) continue;
    const Figure figure = ReadFigure(number, cell.scale - unit.shift);
    if (IsNumber(figure)) return figure;
  }
  return std::nullopt;
}

// The remark in brackets with which a text ends, without its brackets; empty when there is none.
absl::string_view RemarkOf(absl::string_view text) {
  if (!absl::ConsumeSuffix(&text, "）") && !absl::ConsumeSuffix(&text, ")")) return {};
  const size_t wide = text.find("（");
  const size_t narrow = text.find('(');
  if (wide < narrow) return text.substr(wide + absl::string_view("（").size());
  return narrow == absl::string_view::npos ? absl::string_view() : text.substr(narrow + 1);
}

// "22（其中修订16件）": a figure and a remark with words in it.
std::optional<Figure> WithoutRemark(absl::string_view text, const form::Cell& cell) {
  const absl::string_view remark = RemarkOf(text);
  const bool has_words =
      std::any_of(remark.begin(), remark.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (!has_words) return std::nullopt;
  const size_t open = std::min(text.find("（"), text.find('('));
  const Figure figure = ReadFigure(text.substr(0, open), cell.scale);
  return IsNumber(figure) ? std::optional(figure) : std::nullopt;
}

std::optional<Figure> WithoutGaps(absl::string_view text, const form::Cell& cell) {
  if (!HasInvisible(text)) return std::nullopt;
  const std::string joined = Key(text);
  if (joined.empty() || !std::all_of(joined.begin(), joined.end(), absl::ascii_isdigit)) return std::nullopt;
  const Figure figure = ReadFigure(joined, cell.scale);
  return IsNumber(figure) ? std::optional(figure) : std::nullopt;
}

// The state of a cell that keeps its text as printed; the value is 0.
Figure ReadAnyText(absl::string_view printed) {
  const Figure figure = ReadFigure(printed, 0);
  if (figure.state != CellState::kUnresolved) return {figure.state, 0};
  return {printed.size() > kLongestTextBytes ? CellState::kUnresolved : CellState::kNumber, 0};
}

}  // namespace

CellText ReadCellText(absl::string_view text, const form::Cell& cell) {
  const absl::string_view printed = Trimmed(text);
  if (cell.kind == form::CellKind::kSignedCount) return {ReadSignedFigure(printed), Repair::kNone};
  if (cell.kind == form::CellKind::kText) return {ReadAnyText(printed), Repair::kNone};
  const Figure plain = ReadFigure(printed, cell.scale);
  if (plain.state != CellState::kUnresolved) return {plain, Repair::kNone};
  if (printed == "零" || printed == "〇") return {{CellState::kNumber, 0}, Repair::kWord};
  if (printed == "无") return {{CellState::kNotApplicable, 0}, Repair::kWord};
  if (const auto figure = WithoutUnit(printed, cell)) return {*figure, Repair::kUnit};
  if (const auto figure = WithoutRemark(printed, cell)) return {*figure, Repair::kRemark};
  if (const auto figure = WithoutGaps(printed, cell)) return {*figure, Repair::kGap};
  return {plain, Repair::kNone};
}

bool LooksLikeFigure(absl::string_view text) {
  static const form::Cell* const count = [] {
    auto* cell = new form::Cell();
    cell->unit = form::v1::UNIT_ITEM;
    cell->scale = kScaleMax;
    return cell;
  }();
  static const form::Cell* const money = [] {
    auto* cell = new form::Cell(*count);
    cell->unit = form::v1::UNIT_TEN_THOUSAND_YUAN;
    return cell;
  }();
  if (ReadSignedFigure(text).state == CellState::kNumber) return true;
  for (const form::Cell* cell : {count, money}) {
    const CellState state = ReadCellText(text, *cell).figure.state;
    if (state == CellState::kNumber || state == CellState::kNotApplicable) return true;
  }
  return false;
}

}  // namespace nianbao::document::domain
