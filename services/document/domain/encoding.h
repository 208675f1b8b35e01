// The encoding of every file that is text.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// INVALID_ARGUMENT DOCUMENT_UNREADABLE with the offset of the first byte that is not UTF-8 text, or is NUL.
absl::Status CheckText(absl::string_view content);

// The text in UTF-8 without byte order mark. The bytes decide, since pages often declare what they are not: a byte
// order mark (UTF-8, UTF-16), then well-formed UTF-8, then Big5 if that is declared, then GB18030 with its subsets GBK
// and GB2312. declared is a charset name as files state it, or empty.
//
// INVALID_ARGUMENT DOCUMENT_UNREADABLE when the bytes are none of these or hold a NUL, with the offset of the first
// byte that fits none.
absl::StatusOr<std::string> ToUtf8(absl::string_view content, absl::string_view declared = "");

// The content without the byte order mark that some programs put in front.
absl::string_view WithoutByteOrderMark(absl::string_view content);

}  // namespace nianbao::document::domain
