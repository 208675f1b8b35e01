// What an OLE compound file holds: Office files up to 2003, and newer ones behind a password.
#pragma once

#include "absl/strings/string_view.h"
#include "services/document/readers/sniff/sniff.h"

namespace nianbao::document::readers {

bool IsOle(absl::string_view content);

// kOleWord, kOleSheet, kOleEncrypted or kOle. content is an OLE file.
Kind SniffOle(absl::string_view content);

}  // namespace nianbao::document::readers
