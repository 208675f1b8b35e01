// What a text that people write into a filing must be, and how many of them there may be.
#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {

// In bytes of UTF-8: some 660 Chinese characters.
constexpr size_t kTextBytesMax = 2'000;

enum class Need { kOptional, kRequired };

// Adds an error for a text that is too long, or that is needed and blank. chinese names the text, such as "退回理由".
void CheckText(absl::string_view path, absl::string_view chinese, absl::string_view text, Need need,
               FieldErrors& errors);

// Adds an error for a list with more entries than it may have.
void CheckCount(absl::string_view path, absl::string_view chinese, int count, int count_max, FieldErrors& errors);

}  // namespace nianbao::submission
