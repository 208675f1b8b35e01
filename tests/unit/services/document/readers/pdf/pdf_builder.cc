#include "tests/unit/services/document/readers/pdf/pdf_builder.h"

#include <unicode/unistr.h>

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/unit/services/document/readers/pdf/pdf_encryption.h"

namespace nianbao::document::readers {
namespace {

constexpr double kPageHeight = 842;
// Of the font, above the base line.
constexpr double kAscent = 0.88;
constexpr char kFileId[] = "0123456789abcdef";

// Numbers of the objects; pages follow, each with its content.
constexpr int kCatalogue = 1;
constexpr int kPages = 2;
constexpr int kFont = 3;
constexpr int kDescendant = 4;
constexpr int kDescriptor = 5;
constexpr int kUnmapped = 6;
constexpr int kUnmappedDescendant = 7;
constexpr int kFirstPage = 8;

std::string HexOf(absl::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
  std::string hex;
  for (int32_t i = 0; i < text.length(); ++i) absl::StrAppendFormat(&hex, "%04X", text[i]);
  return hex;
}

class Objects {
 public:
  explicit Objects(std::optional<PdfEncryption> encryption) : encryption_(std::move(encryption)) {}

  void Add(int number, absl::string_view body) {
    offsets_[number] = file_.size();
    absl::StrAppend(&file_, number, " 0 obj\n", body, "\nendobj\n");
  }
  void AddStream(int number, absl::string_view data) {
    const std::string stored = encryption_.has_value() ? encryption_->Encrypted(number, data) : std::string(data);
    Add(number, absl::StrCat("<< /Length ", stored.size(), " >>\nstream\n", stored, "\nendstream"));
  }
  std::string String(int number, absl::string_view text) const {
    return absl::StrCat(
        "<", absl::BytesToHexString(encryption_.has_value() ? encryption_->Encrypted(number, text) : std::string(text)),
        ">");
  }

  std::string Finish() && {
    const size_t xref = file_.size();
    absl::StrAppend(&file_, "xref\n0 ", offsets_.size() + 1, "\n0000000000 65535 f \n");
    for (const auto& [number, offset] : offsets_) absl::StrAppendFormat(&file_, "%010d 00000 n \n", offset);
    const std::string id = absl::BytesToHexString(kFileId);
    absl::StrAppend(&file_, "trailer\n<< /Size ", offsets_.size() + 1, " /Root ", kCatalogue, " 0 R /ID [<", id, "> <",
                    id, ">]", encryption_.has_value() ? " /Encrypt " + encryption_->Dictionary() : "",
                    " >>\nstartxref\n", xref, "\n%%EOF\n");
    return std::move(file_);
  }

 private:
  std::optional<PdfEncryption> encryption_;
  std::string file_ = "%PDF-1.4\n";
  std::map<int, size_t> offsets_;
};

}  // namespace

PdfBuilder& PdfBuilder::Page() {
  pages_.emplace_back();
  return *this;
}

PdfBuilder& PdfBuilder::Raw(absl::string_view operators) {
  absl::StrAppend(&pages_.back(), operators, "\n");
  return *this;
}

PdfBuilder& PdfBuilder::Show(absl::string_view font, absl::string_view matrix, double size, absl::string_view hex) {
  return Raw(absl::StrFormat("BT /%s %g Tf %s Tm <%s> Tj ET", font, size, matrix, hex));
}

PdfBuilder& PdfBuilder::Text(double left, double top, double size, absl::string_view utf8) {
  return Show("F1", absl::StrFormat("1 0 0 1 %g %g", left, kPageHeight - top - kAscent * size), size, HexOf(utf8));
}

PdfBuilder& PdfBuilder::Upright(double left, double top, double size, absl::string_view utf8) {
  return Show("F1", absl::StrFormat("0 -1 1 0 %g %g", left + (1 - kAscent) * size, kPageHeight - top), size,
              HexOf(utf8));
}

PdfBuilder& PdfBuilder::Glyphs(double left, double top, double size, int first, int count) {
  std::string hex;
  for (int i = 0; i < count; ++i) absl::StrAppendFormat(&hex, "%04X", first + i);
  return Show("F2", absl::StrFormat("1 0 0 1 %g %g", left, kPageHeight - top - kAscent * size), size, hex);
}

PdfBuilder& PdfBuilder::Picture() { return Raw("100 100 300 500 re f"); }

PdfBuilder& PdfBuilder::Encrypt(absl::string_view user_password) {
  encrypted_ = true;
  user_password_ = std::string(user_password);
  return *this;
}

std::string PdfBuilder::Build() const {
  std::optional<PdfEncryption> encryption;
  if (encrypted_) encryption.emplace(user_password_, kFileId);
  Objects objects(encryption);
  objects.Add(kCatalogue, absl::StrCat("<< /Type /Catalog /Pages ", kPages, " 0 R >>"));
  std::string kids;
  for (size_t i = 0; i < pages_.size(); ++i) absl::StrAppend(&kids, kFirstPage + 2 * i, " 0 R ");
  objects.Add(kPages, absl::StrCat("<< /Type /Pages /Kids [", kids, "] /Count ", pages_.size(), " >>"));
  objects.Add(kFont, absl::StrCat("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H ",
                                  "/DescendantFonts [", kDescendant, " 0 R] >>"));
  objects.Add(kDescendant, absl::StrCat("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo ",
                                        "<< /Registry ", objects.String(kDescendant, "Adobe"), " /Ordering ",
                                        objects.String(kDescendant, "GB1"), " /Supplement 2 >> /DW 1000 ",
                                        "/W [1 95 500 814 939 500] /FontDescriptor ", kDescriptor, " 0 R >>"));
  objects.Add(kDescriptor,
              "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
              "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>");
  objects.Add(kUnmapped, absl::StrCat("<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H ",
                                      "/DescendantFonts [", kUnmappedDescendant, " 0 R] >>"));
  objects.Add(kUnmappedDescendant,
              absl::StrCat("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry ",
                           objects.String(kUnmappedDescendant, "Adobe"), " /Ordering ",
                           objects.String(kUnmappedDescendant, "Identity"), " /Supplement 0 >> /DW 1000 ",
                           "/FontDescriptor ", kDescriptor, " 0 R >>"));
  for (size_t i = 0; i < pages_.size(); ++i) {
    const int page = kFirstPage + 2 * static_cast<int>(i);
    objects.Add(page,
                absl::StrCat("<< /Type /Page /Parent ", kPages, " 0 R /MediaBox [0 0 595 842] /Contents ", page + 1,
                             " 0 R /Resources << /Font << /F1 ", kFont, " 0 R /F2 ", kUnmapped, " 0 R >> >> >>"));
    objects.AddStream(page + 1, pages_[i]);
  }
  return std::move(objects).Finish();
}

}  // namespace nianbao::document::readers
