// What a page says of its own encoding.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// The charset named by a <meta> element or an XML declaration near the beginning, as written; empty when there is none.
absl::string_view DeclaredCharset(absl::string_view page);

}  // namespace nianbao::document::readers
