// Writes small PDF files for tests.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

// Pages of positioned Chinese text in a font that is not embedded: poppler knows its characters by poppler-data.
class PdfBuilder {
 public:
  // A page of 595 by 842 points. Texts go to the last page.
  PdfBuilder& Page();
  // left and top in points from the upper left corner. Chinese characters are one size wide, others half of that.
  PdfBuilder& Text(double left, double top, double size, absl::string_view utf8);
  // Runs downwards, turned to the right, from its upper end.
  PdfBuilder& Upright(double left, double top, double size, absl::string_view utf8);
  // Glyphs of a font without any map to characters, which poppler takes for characters of the same numbers.
  PdfBuilder& Glyphs(double left, double top, double size, int first, int count);
  // A filled square where a picture would be.
  PdfBuilder& Picture();
  // Operators as they are.
  PdfBuilder& Raw(absl::string_view operators);

  // Encrypts by RC4 with 40 bits. An empty user password opens without asking; printing and copying are forbidden.
  PdfBuilder& Encrypt(absl::string_view user_password);

  std::string Build() const;

 private:
  PdfBuilder& Show(absl::string_view font, absl::string_view matrix, double size, absl::string_view hex);

  std::vector<std::string> pages_;
  bool encrypted_ = false;
  std::string user_password_;
};

}  // namespace nianbao::document::readers
