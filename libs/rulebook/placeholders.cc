#include "libs/rulebook/placeholders.h"

#include "absl/strings/str_cat.h"

namespace nianbao::rulebook {

bool IsReserved(absl::string_view name) {
  return name == "left" || name == "right" || name == "difference" || name == "cells" || name == "quote" ||
         name == "other";
}

std::vector<std::string> PlaceholdersIn(absl::string_view text) {
  std::vector<std::string> names;
  Fill(text, [&](absl::string_view name) {
    names.emplace_back(name);
    return "";
  });
  return names;
}

std::string Fill(absl::string_view text, const std::function<std::string(absl::string_view)>& value) {
  std::string out;
  while (!text.empty()) {
    const size_t open = text.find('{');
    const size_t close = open == absl::string_view::npos ? open : text.find('}', open);
    if (close == absl::string_view::npos) break;
    absl::StrAppend(&out, text.substr(0, open), value(text.substr(open + 1, close - open - 1)));
    text.remove_prefix(close + 1);
  }
  absl::StrAppend(&out, text);
  return out;
}

}  // namespace nianbao::rulebook
