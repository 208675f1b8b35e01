// Lines of text.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// Takes one line with its end (LF, CR LF or CR) from the front and returns it without the end.
absl::string_view ConsumeLine(absl::string_view& rest);

}  // namespace nianbao::document::readers
