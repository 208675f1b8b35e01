#include "services/document/domain/signed_figure.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {

Figure ReadSignedFigure(absl::string_view text) {
  absl::string_view printed = Trimmed(text);
  if (!absl::ConsumePrefix(&printed, "+") && !absl::ConsumePrefix(&printed, "＋")) return ReadFigure(printed, 0);
  const Figure figure = ReadFigure(printed, 0);
  const std::string key = Key(printed);
  const bool digits_follow = !key.empty() && absl::ascii_isdigit(key.front());
  return digits_follow ? figure : Figure{form::CellState::kUnresolved, 0};
}

}  // namespace nianbao::document::domain
