#include "tests/property/document/layouts/pdf_file.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "absl/strings/str_cat.h"

namespace nianbao::testing {
namespace {

std::string Hex(const std::string& text) {
  std::string hex;
  const auto wide = icu::UnicodeString::fromUTF8(text);
  for (int32_t i = 0; i < wide.length(); ++i) absl::StrAppend(&hex, absl::Hex(wide[i], absl::kZeroPad4));
  return hex;
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  return text;
}

std::string Drawn(const Line& line, const Ruling& ruling) {
  if (!ruling.filled) {
    return absl::StrCat(Number(line.x1), " ", Number(line.y1), " m ", Number(line.x2), " ", Number(line.y2), " l S\n");
  }
  const double left = std::min(line.x1, line.x2) - ruling.width / 2;
  const double bottom = std::min(line.y1, line.y2) - ruling.width / 2;
  return absl::StrCat(Number(left), " ", Number(bottom), " ", Number(std::abs(line.x2 - line.x1) + ruling.width), " ",
                      Number(std::abs(line.y2 - line.y1) + ruling.width), " re f\n");
}

std::string ContentOf(const Page& page) {
  const Ruling& ruling = page.ruling;
  std::string content =
      absl::StrCat("q ", Number(ruling.width), " w ", Number(ruling.grey), " G ", Number(ruling.grey), " g\n");
  if (ruling.drawn) {
    for (const Line& line : page.lines) absl::StrAppend(&content, Drawn(line, ruling));
  }
  absl::StrAppend(&content, "Q\n");
  for (const PlacedWord& word : page.words) {
    absl::StrAppend(&content, "BT /F1 ", Number(word.size), " Tf ", word.rotated ? "0 1 -1 0 " : "1 0 0 1 ",
                    Number(word.x), " ", Number(word.y), " Tm <", Hex(word.text), "> Tj ET\n");
  }
  return content;
}

// Numbers the objects as they come and writes the table of their places.
class Objects {
 public:
  void Add(const std::string& object) {
    places_.push_back(file_.size());
    absl::StrAppend(&file_, places_.size(), " 0 obj\n", object, "\nendobj\n");
  }
  std::string Finish() && {
    const size_t start = file_.size();
    absl::StrAppend(&file_, "xref\n0 ", places_.size() + 1, "\n0000000000 65535 f \n");
    for (const size_t place : places_) {
      absl::StrAppend(&file_, absl::Dec(place, absl::kZeroPad10), " 00000 n \n");
    }
    absl::StrAppend(&file_, "trailer << /Size ", places_.size() + 1, " /Root 1 0 R >>\nstartxref\n", start,
                    "\n%%EOF\n");
    return std::move(file_);
  }

 private:
  std::string file_ = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
  std::vector<size_t> places_;
};

}  // namespace

std::string PdfFile(const std::vector<Page>& pages) {
  constexpr size_t kFirstPage = 6;
  Objects objects;
  objects.Add("<< /Type /Catalog /Pages 2 0 R >>");
  std::string kids;
  for (size_t i = 0; i < pages.size(); ++i) absl::StrAppend(&kids, kFirstPage + 2 * i, " 0 R ");
  objects.Add(absl::StrCat("<< /Type /Pages /Count ", pages.size(), " /Kids [", kids, "] >>"));
  objects.Add(
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H "
      "/DescendantFonts [4 0 R] >>");
  objects.Add(
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering "
      "(GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500 814 939 500] >>");
  objects.Add(
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent "
      "880 /Descent -120 /CapHeight 880 /StemV 93 >>");
  for (size_t i = 0; i < pages.size(); ++i) {
    const std::string content = ContentOf(pages[i]);
    objects.Add(absl::StrCat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ", Number(kPageWidth), " ",
                             Number(kPageHeight), "] /Resources << /Font << /F1 3 0 R >> >> /Contents ",
                             kFirstPage + 2 * i + 1, " 0 R >>"));
    objects.Add(absl::StrCat("<< /Length ", content.size(), " >>\nstream\n", content, "endstream"));
  }
  return std::move(objects).Finish();
}

}  // namespace nianbao::testing
