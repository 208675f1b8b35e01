// Texts in the shape in which they are compared. What is shown to people stays as it was printed.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// White space, control characters and those that Unicode lets programs ignore.
bool IsInvisible(char32_t c);

// True for signs other than digits that may hold a number, such as ①, ², ½ or the digits of other scripts.
bool MayHoldNumber(char32_t c);

// Traditional characters as simplified ones, and one kind of brackets, quotes and dashes.
char32_t Unified(char32_t c);

// Unicode NFKC, without white space and invisible characters, unified.
// text must be valid UTF-8.
std::string Key(absl::string_view text);

// The key of a sentence that states figures. Where Key would make or join digits that were not printed so, U+FFFD
// stands: for footnote marks and other signs with a number in them, and between digits that white space or a
// full-width comma parts.
std::string SentenceKey(absl::string_view text);

// True when the text has nothing but digits, commas, points and minus signs, in ASCII or full width.
bool HasOnlyFigureSigns(absl::string_view text);

// The text without white space and invisible characters at either end.
absl::string_view Trimmed(absl::string_view text);

// Bytes up to the first white space or invisible character.
size_t LengthWithoutSpace(absl::string_view text);

// True when white space or an invisible character stands anywhere in the text.
bool HasInvisible(absl::string_view text);

// The text as printed, cut after some characters.
std::string Excerpt(absl::string_view text, int characters = 200);

}  // namespace nianbao::document::domain
