// What the text of a cell says that is printed with its sign, such as 本年增/减.
#pragma once

#include "absl/strings/string_view.h"
#include "services/document/domain/figure.h"

namespace nianbao::document::domain {

// As ReadFigure without decimals, and one plus sign may stand before the digits: "+14", "-3", "0".
Figure ReadSignedFigure(absl::string_view text);

}  // namespace nianbao::document::domain
