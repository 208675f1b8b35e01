// Words in braces: the variables of messages and of cell codes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::rulebook {

// True for the words that every message may use, such as "left": no variable may take them.
bool IsReserved(absl::string_view name);

// The names in braces in the order of the text: "{row} says {left}" gives row, left.
std::vector<std::string> PlaceholdersIn(absl::string_view text);

// The text with each name in braces replaced by value(name).
std::string Fill(absl::string_view text, const std::function<std::string(absl::string_view)>& value);

}  // namespace nianbao::rulebook
