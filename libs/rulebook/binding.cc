#include "libs/rulebook/binding.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"

namespace nianbao::rulebook {
namespace {

std::vector<std::string> ValuesOf(const v1::Variable& variable) {
  std::vector<std::string> values(variable.values().begin(), variable.values().end());
  for (const form::Cell& cell : form::Catalogue::Get().cells()) {
    const auto holds_cell = [&](const std::string& prefix) { return IsUnder(cell.code, prefix); };
    if (std::any_of(variable.cells_under().begin(), variable.cells_under().end(), holds_cell)) {
      values.push_back(cell.code);
    }
  }
  return values;
}

// The value of the variable that this part of a code is, or nullptr when the part is a plain word.
const std::string* ValueOf(absl::string_view part, const v1::Rule& rule, const Binding& binding) {
  if (!absl::ConsumePrefix(&part, "{") || !absl::ConsumeSuffix(&part, "}")) return nullptr;
  for (int i = 0; i < rule.variables_size(); ++i) {
    if (part == rule.variables(i).name()) return &binding[i];
  }
  return nullptr;
}

size_t PartCount(absl::string_view code) { return std::count(code.begin(), code.end(), '.') + 1; }

}  // namespace

bool IsUnder(absl::string_view code, absl::string_view prefix) {
  return absl::ConsumePrefix(&code, prefix) && (code.empty() || code.front() == '.');
}

size_t BindingCount(const v1::Rule& rule) {
  size_t count = 1;
  for (const v1::Variable& variable : rule.variables()) {
    const size_t values = ValuesOf(variable).size();
    if (values > 0 && count > kUncountable / values) return kUncountable;
    count *= values;
  }
  return count;
}

std::vector<Binding> BindingsOf(const v1::Rule& rule) {
  std::vector<Binding> bindings = {{}};
  for (const v1::Variable& variable : rule.variables()) {
    std::vector<Binding> longer;
    for (const Binding& binding : bindings) {
      for (const std::string& value : ValuesOf(variable)) {
        longer.push_back(binding);
        longer.back().push_back(value);
      }
    }
    bindings = std::move(longer);
  }
  return bindings;
}

absl::StatusOr<std::string> Expand(absl::string_view code, const v1::Rule& rule, const Binding& binding) {
  std::vector<absl::string_view> parts = absl::StrSplit(code, '.');
  for (absl::string_view& part : parts) {
    if (const std::string* value = ValueOf(part, rule, binding)) part = *value;
    if (absl::StrContains(part, "{")) {
      return absl::InvalidArgumentError(absl::StrCat("got \"", part, "\", want a variable of the rule between dots"));
    }
  }
  return absl::StrJoin(parts, ".");
}

std::string TitleIn(absl::string_view code, absl::string_view name, const v1::Rule& rule, const Binding& binding) {
  const auto expanded = Expand(code, rule, binding);
  if (!expanded.ok()) return "";
  size_t first = 0;
  for (const absl::string_view part : absl::StrSplit(code, '.')) {
    const std::string* value = ValueOf(part, rule, binding);
    const size_t count = value == nullptr ? 1 : PartCount(*value);
    if (value != nullptr && part == absl::StrCat("{", name, "}")) {
      for (const form::Cell& cell : form::Catalogue::Get().cells()) {
        if (!IsUnder(cell.code, *expanded)) continue;
        const std::string title = cell.printed_titles(first, first + count);
        return title.empty() ? form::Catalogue::Get().sections()[cell.section - 1].heading.text : title;
      }
    }
    first += count;
  }
  return "";
}

}  // namespace nianbao::rulebook
