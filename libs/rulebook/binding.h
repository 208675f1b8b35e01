// Variables of a rule, bound to values.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// One value for each variable of a rule, in the order of the variables.
using Binding = std::vector<std::string>;

// How many combinations of values there are; kUncountable when more than a million.
size_t BindingCount(const v1::Rule& rule);
constexpr size_t kUncountable = 1'000'001;

// Every combination of values, the last variable turning fastest. One empty binding for a rule without variables.
std::vector<Binding> BindingsOf(const v1::Rule& rule);

// A cell code, or the beginning of one, with the variables replaced. A variable stands for one or more whole parts:
// "requests.{row}.total" with row = "outcomes.granted" is "requests.outcomes.granted.total".
// An error message when a name is no variable of the rule.
absl::StatusOr<std::string> Expand(absl::string_view code, const v1::Rule& rule, const Binding& binding);

// The printed title of the variable with this name where it stands in `code`: of the row, the column or the cell that
// its value means; the heading of the section for a whole table. Empty when it does not stand there.
std::string TitleIn(absl::string_view code, absl::string_view name, const v1::Rule& rule, const Binding& binding);

// True when code equals prefix or continues it after a dot.
bool IsUnder(absl::string_view code, absl::string_view prefix);

}  // namespace nianbao::rulebook
