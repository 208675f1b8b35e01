#include "services/document/readers/docx/docx_lists.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/docx/docx_numeral.h"
#include "services/document/readers/docx/docx_xml.h"

namespace nianbao::document::readers {
namespace {

constexpr int kStartMax = 1'000'000;

int StartOf(pugi::xml_node start) { return std::clamp(NumberOf(start, 1), 0, kStartMax); }

std::string SeparatorOf(pugi::xml_node level) { return ValueOf(level.child("w:suff")) == "nothing" ? "" : " "; }

// A definition may take its levels from the one that belongs to a list style.
std::map<std::string, pugi::xml_node> Definitions(pugi::xml_node root) {
  std::map<std::string, pugi::xml_node> by_style;
  for (const pugi::xml_node definition : root.children("w:abstractNum")) {
    if (const pugi::xml_node link = definition.child("w:styleLink")) by_style.emplace(ValueOf(link), definition);
  }
  std::map<std::string, pugi::xml_node> definitions;
  for (const pugi::xml_node definition : root.children("w:abstractNum")) {
    const auto linked = by_style.find(ValueOf(definition.child("w:numStyleLink")));
    definitions.emplace(definition.attribute("w:abstractNumId").value(),
                        linked == by_style.end() ? definition : linked->second);
  }
  return definitions;
}

}  // namespace

void Lists::ReadLevels(pugi::xml_node parent, Levels& levels) {
  for (const pugi::xml_node node : parent.children("w:lvl")) {
    const int index = node.attribute("w:ilvl").as_int(-1);
    if (index < 0 || index >= kLevels) continue;
    Level level;
    level.format = ValueOf(node.child("w:numFmt"));
    level.pattern = utf8::WellFormed(ValueOf(node.child("w:lvlText")));
    level.separator = SeparatorOf(node);
    level.style = ValueOf(node.child("w:pStyle"));
    level.start = StartOf(node.child("w:start"));
    level.restarts = NumberOf(node.child("w:lvlRestart"), 1) != 0;
    level.all_decimal = IsOn(node.child("w:isLgl"));
    level.hidden = IsOn(node.child("w:rPr").child("w:vanish"));
    levels[index] = std::move(level);
  }
}

Lists::Lists(pugi::xml_node root) {
  const std::map<std::string, pugi::xml_node> definitions = Definitions(root);
  for (const pugi::xml_node node : root.children("w:num")) {
    const auto definition = definitions.find(ValueOf(node.child("w:abstractNumId")));
    if (definition == definitions.end()) continue;
    List list;
    list.definition = definition->second.attribute("w:abstractNumId").value();
    ReadLevels(definition->second, list.levels);
    for (const pugi::xml_node change : node.children("w:lvlOverride")) {
      const int index = change.attribute("w:ilvl").as_int(-1);
      if (index < 0 || index >= kLevels) continue;
      ReadLevels(change, list.levels);
      if (const pugi::xml_node start = change.child("w:startOverride")) list.restart_at[index] = StartOf(start);
    }
    lists_.emplace(node.attribute("w:numId").value(), std::move(list));
  }
}

int Lists::LevelOf(const ListPlace& place, const List& list) const {
  if (place.level) return *place.level;
  for (int i = 0; i < kLevels; ++i) {
    if (list.levels[i] && list.levels[i]->style == place.style) return i;
  }
  return 0;
}

std::string Lists::Next(const ListPlace& place) {
  const auto found = lists_.find(place.list);
  if (found == lists_.end()) return "";
  const List& list = found->second;
  const int level = LevelOf(place, list);
  if (level < 0 || level >= kLevels || !list.levels[level]) return "";
  Counters& counters = counters_[list.definition];
  std::optional<int>& counter = counters[level];
  if (list.restart_at[level] && restarted_.emplace(place.list, level).second) {
    counter = list.restart_at[level];
  } else {
    counter = counter ? *counter + 1 : list.levels[level]->start;
  }
  for (int deeper = level + 1; deeper < kLevels; ++deeper) {
    if (list.levels[deeper] && list.levels[deeper]->restarts) counters[deeper].reset();
  }
  return Ordinal(list, level, counters);
}

std::string Lists::Ordinal(const List& list, int level, const Counters& counters) const {
  const Level& own = *list.levels[level];
  if (own.hidden || own.format == "bullet" || own.format == "none") return "";
  std::string text;
  for (size_t i = 0; i < own.pattern.size(); ++i) {
    const bool placeholder = own.pattern[i] == '%' && i + 1 < own.pattern.size() &&
                             absl::ascii_isdigit(own.pattern[i + 1]) && own.pattern[i + 1] != '0';
    if (!placeholder) {
      text += own.pattern[i];
      continue;
    }
    const int of = own.pattern[++i] - '1';
    if (of > level || !list.levels[of]) return "";
    const Level& named = *list.levels[of];
    const std::optional<std::string> numeral =
        Numeral(counters[of].value_or(named.start), own.all_decimal ? "decimal" : named.format);
    if (!numeral) return "";
    text += *numeral;
  }
  return text.empty() ? "" : absl::StrCat(text, own.separator);
}

}  // namespace nianbao::document::readers
