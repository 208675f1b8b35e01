// Running text, character by character, each with its place in the printed text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::domain {

// One visible character, unified: half-width but for the full-width comma, simplified.
struct Sign {
  // U+FFFD for signs that hold a number without being a digit, and for private characters.
  char32_t character = 0;
  // Bytes of the printed text, from begin up to, not including, end.
  size_t begin = 0;
  size_t end = 0;
  // White space or an invisible character stands before it.
  bool after_gap = false;
};

// The visible characters of a text. Quotes are left out.
std::vector<Sign> SignsOf(absl::string_view text);

// Cuts a paragraph after each 。, ！ and ？. The parts hold all of the text.
std::vector<absl::string_view> SentencesOf(absl::string_view paragraph);

void AppendUtf8(char32_t character, std::string& text);

}  // namespace nianbao::document::domain
