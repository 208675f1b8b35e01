#include "services/validation/domain/render_message.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "libs/rulebook/placeholders.h"

namespace nianbao::validation::domain {
namespace {

using finding::v1::CellReference;

std::vector<CellReference> FirstCells(const finding::v1::Finding& finding) {
  const int count = std::min(finding.cells_size(), kNamedCellsMax);
  return {finding.cells().begin(), finding.cells().begin() + count};
}

// What a cell holds, in brackets. A state rule speaks of cells without figures: there an empty value says nothing new.
std::string Held(const CellReference& cell, absl::string_view open, absl::string_view blank, absl::string_view close) {
  if (cell.value().empty() && blank.empty()) return "";
  return absl::StrCat(open, cell.value().empty() ? blank : absl::string_view(cell.value()), close);
}

std::string ChineseCells(const finding::v1::Finding& finding, bool sums) {
  const auto name = [&](std::string* out, const CellReference& cell) {
    if (cell.year() != 0) absl::StrAppend(out, cell.year(), "年");
    absl::StrAppend(out, "“", cell.printed_name(), "”", Held(cell, "（", sums ? "空白" : "", "）"));
  };
  const std::string named = absl::StrJoin(FirstCells(finding), "、", name);
  if (finding.cells_size() <= kNamedCellsMax) return named;
  return absl::StrCat(named, "等共 ", finding.cells_size(), " 个单元格");
}

std::string EnglishCells(const finding::v1::Finding& finding, bool sums) {
  const auto name = [&](std::string* out, const CellReference& cell) {
    if (cell.year() != 0) absl::StrAppend(out, cell.year(), " ");
    absl::StrAppend(out, "\"", cell.printed_name(), "\"", Held(cell, " (", sums ? "blank" : "", ")"));
  };
  const std::string named = absl::StrJoin(FirstCells(finding), ", ", name);
  if (finding.cells_size() <= kNamedCellsMax) return named;
  return absl::StrCat(named, " and others, ", finding.cells_size(), " cells in all");
}

std::string ChineseOther(const finding::v1::Finding& finding) {
  for (const auto& quote : finding.quotes()) {
    if (quote.year() != 0)
      return absl::StrCat(quote.organ().empty() ? "本机关" : quote.organ(), quote.year(), "年年报");
  }
  return "";
}

std::string EnglishOther(const finding::v1::Finding& finding) {
  for (const auto& quote : finding.quotes()) {
    if (quote.year() != 0) return absl::StrCat("the report on ", quote.year(), " of ", quote.organ());
  }
  return "";
}

// The words of a language for what a message cannot take from the finding as it stands.
struct Words {
  std::string cells;
  std::string other;
};

std::string FillFrom(const finding::v1::Finding& finding, const Words& words, const v1::Rule& rule,
                     const rulebook::Instance& instance, absl::string_view text) {
  return rulebook::Fill(text, [&](absl::string_view name) -> std::string {
    if (name == "left") return finding.left();
    if (name == "right") return finding.right();
    if (name == "difference") return std::string(absl::StripPrefix(finding.difference(), "-"));
    if (name == "cells") return words.cells;
    if (name == "other") return words.other;
    if (name == "quote") return finding.quotes().empty() ? "" : finding.quotes(0).text();
    for (int i = 0; i < rule.variables_size(); ++i) {
      if (name == rule.variables(i).name()) return instance.titles[i];
    }
    return "";
  });
}

}  // namespace

finding::v1::Message RenderMessage(const v1::Rule& rule, const rulebook::Instance& instance,
                                   const finding::v1::Finding& finding) {
  const bool shows_blanks = !rule.has_state();
  const Words chinese = {ChineseCells(finding, shows_blanks), ChineseOther(finding)};
  const Words english = {EnglishCells(finding, shows_blanks), EnglishOther(finding)};
  finding::v1::Message message;
  message.set_zh_cn(FillFrom(finding, chinese, rule, instance, rule.message().zh_cn()));
  message.set_en(FillFrom(finding, english, rule, instance, rule.message().en()));
  return message;
}

}  // namespace nianbao::validation::domain
