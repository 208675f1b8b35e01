#include "libs/rulebook/delivered.h"

#include <stdexcept>
#include <string>

#include "libs/rulebook/delivered_text.h"
#include "libs/rulebook/parse_rulebook.h"
#include "libs/status/try.h"

namespace nianbao::rulebook {
namespace {

absl::StatusOr<CompiledRulebook> Load() {
  ASSIGN_OR_RETURN(v1::Rulebook rulebook, ParseRulebook(DeliveredText()));
  return Compile(std::move(rulebook));
}

}  // namespace

const CompiledRulebook& Delivered() {
  static const auto* const delivered = [] {
    auto rulebook = Load();
    if (!rulebook.ok()) throw std::logic_error(std::string(rulebook.status().message()));
    return new CompiledRulebook(*std::move(rulebook));
  }();
  return *delivered;
}

}  // namespace nianbao::rulebook
