// What the shape of characters says about a word.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// Chinese characters and full-width signs take two columns of a terminal, or one em, others half of that.
int DisplayColumns(absl::string_view text);
int CharacterCount(absl::string_view text);

bool BeginsWide(absl::string_view text);
bool EndsWide(absl::string_view text);

// With a character between which and the next white space says nothing: a wide one, but no full-width digit.
bool BeginsInChinese(absl::string_view text);
bool EndsInChinese(absl::string_view text);

// With white space between full-width digits, which take an em each: where only positions part the cells of a row,
// digits of two cells may touch.
std::string FullWidthDigitsApart(absl::string_view text);

// A number as it stands in a cell, or a sign for none, such as "/" or "—".
bool IsFigure(absl::string_view text);

// Begins with the number of a section or an item, such as "三、", "（二）" or "1.".
bool BeginsNumbered(absl::string_view text);
bool EndsSentence(absl::string_view text);

}  // namespace nianbao::document::readers
