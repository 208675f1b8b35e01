// Word's automatic lists: the ordinals that it prints before paragraphs and does not store with them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>

#include "services/document/readers/docx/docx_styles.h"

namespace nianbao::document::readers {

class Lists {
 public:
  // root is w:numbering, or empty. The document must outlive the object.
  explicit Lists(pugi::xml_node root);

  // Counts one more paragraph at the place. Returns what is printed before it, such as "二、" or "1. "; empty when
  // there is no such list, or for bullets and numerals that are not known.
  std::string Next(const ListPlace& place);

 private:
  static constexpr int kLevels = 9;

  struct Level {
    std::string format;
    // Such as "（%1）": %1 is the numeral of the first level.
    std::string pattern;
    // What follows the ordinal.
    std::string separator;
    // The style whose paragraphs are of this level.
    std::string style;
    int start = 1;
    bool restarts = true;
    bool all_decimal = false;
    bool hidden = false;
  };
  using Levels = std::array<std::optional<Level>, kLevels>;

  struct List {
    // Lists of one definition count on together.
    std::string definition;
    Levels levels;
    std::array<std::optional<int>, kLevels> restart_at;
  };
  using Counters = std::array<std::optional<int>, kLevels>;

  static void ReadLevels(pugi::xml_node parent, Levels& levels);
  int LevelOf(const ListPlace& place, const List& list) const;
  std::string Ordinal(const List& list, int level, const Counters& counters) const;

  std::map<std::string, List> lists_;
  std::map<std::string, Counters> counters_;
  std::set<std::pair<std::string, int>> restarted_;
};

}  // namespace nianbao::document::readers
