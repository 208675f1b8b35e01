// What a rule asks, written from its own data.
#pragma once

#include <string>

#include "libs/rulebook/formula_text.h"
#include "libs/rulebook/messages.h"

namespace nianbao::rulebook {

// On one line: of a linear rule the formula over cell codes, of another rule a short phrase; then the conditions, whose
// reports it is for, and what its variables run over, as far as it has any.
// "requests.{row}.total = requests.{row}.natural_person + …; each {row}: received, carried_in, … (25)".
std::string RuleText(const v1::Rule& rule, Language language);

}  // namespace nianbao::rulebook
