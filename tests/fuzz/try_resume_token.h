// Tokens that no service gave.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// The input is a token as text where it begins with "p", else the bytes of a position.
//
// A page token that is taken leads to pages that end, each of them after the one before. A watcher who resumes is told
// nothing before its position, or is refused. A reader of the log who resumes is refused with LOG_CHANGED unless its
// position is one of this log, and then reads exactly what stands behind it.
void TryResumeToken(absl::string_view input);

}  // namespace nianbao::fuzz
