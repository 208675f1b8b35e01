#include "tests/integration/suite/hostile_documents.h"

#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/property/document/layouts/zip_archive.h"
#include "tests/unit/services/document/readers/office/ole_builder.h"

namespace nianbao::integration {
namespace {

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;
constexpr absl::StatusCode kExhausted = absl::StatusCode::kResourceExhausted;

std::string Times(size_t times, absl::string_view text) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

std::string Docx(std::string document) {
  return testing::ZipArchive({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", std::move(document)}});
}

std::string DocxOf(absl::string_view text) {
  return Docx(
      absl::StrCat("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                   "<w:p><w:r><w:t>",
                   text, "</w:t></w:r></w:p></w:body></w:document>"));
}

std::string BillionLaughs() {
  std::string entities = "<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 10; ++i) {
    absl::StrAppend(&entities, "<!ENTITY a", i, " \"", Times(10, absl::StrCat("&a", i - 1, ";")), "\">");
  }
  return Docx(
      absl::StrCat("<?xml version=\"1.0\"?><!DOCTYPE w:document [", entities, "]><w:document>&a9;</w:document>"));
}

// A whole file; objects[0] is the catalogue.
std::string Pdf(const std::vector<std::string>& objects) {
  std::string pdf = "%PDF-1.4\n";
  std::string table;
  for (size_t i = 0; i < objects.size(); ++i) {
    absl::StrAppendFormat(&table, "%010d 00000 n \n", pdf.size());
    absl::StrAppend(&pdf, i + 1, " 0 obj\n", objects[i], "\nendobj\n");
  }
  const size_t at = pdf.size();
  absl::StrAppend(&pdf, "xref\n0 ", objects.size() + 1, "\n0000000000 65535 f \n", table, "trailer\n<</Size ",
                  objects.size() + 1, "/Root 1 0 R>>\nstartxref\n", at, "\n%%EOF\n");
  return pdf;
}

std::string TruncatedPdf() {
  const std::string whole = Pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"});
  return whole.substr(0, whole.find("3 0 obj"));
}

}  // namespace

std::vector<HostileDocument> HostileDocuments() {
  return {
      {"bomb.docx", DocxOf(std::string(150 << 20, 'x')), kExhausted, "DOCUMENT_TOO_LARGE", "limit", "unpack_ratio"},
      {"bomb.zip", testing::ZipArchive({{"report.txt", std::string(150 << 20, 'x')}}), kExhausted, "DOCUMENT_TOO_LARGE",
       "limit", "unpack_ratio"},
      {"laughs.docx", BillionLaughs(), kInvalid, "DOCUMENT_UNREADABLE", "", "DOCTYPE"},
      {"wide.html", absl::StrCat("<table><tr>", Times(10'000, "<td>1")), kExhausted, "DOCUMENT_TOO_LARGE", "limit",
       "columns"},
      {"truncated.pdf", TruncatedPdf(), kInvalid, "DOCUMENT_UNREADABLE", "cause", "damaged"},
      {"encrypted.docx", document::readers::Ole({"EncryptionInfo", "EncryptedPackage"}), kInvalid,
       "DOCUMENT_UNREADABLE", "cause", "password"},
      {"empty.docx", "", kInvalid, "DOCUMENT_UNREADABLE", "", "empty"},
      {"photo.docx", "\xFF\xD8\xFF\xE0 JFIF", kInvalid, "UNSUPPORTED_FORMAT", "kind", "image"},
  };
}

// Random letters keep the packed size above the 200th part.
std::string MemoryEater() {
  constexpr size_t kBytes = 64 << 20;
  std::string text(kBytes, 'x');
  std::mt19937 random(1);
  for (size_t i = 0; i < kBytes; i += 100) text[i] = static_cast<char>('a' + random() % 26);
  return DocxOf(text);
}

std::string LongPage() { return Times(300'000, "<p>一份很长的网页"); }

// Each form draws the next one sixteen times.
std::string EndlessPdf() {
  constexpr int kForms = 20;
  constexpr int kFirst = 4;
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                                      "/Resources<</XObject<</X 5 0 R>>>>>>"};
  const std::string draw = Times(16, "/X Do ");
  for (int i = 0; i < kForms; ++i) {
    objects.push_back(absl::StrCat("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ",
                                   kFirst + i + 1, " 0 R>>>>/Length ", draw.size(), ">>stream\n", draw, "endstream"));
  }
  objects.push_back("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\nendstream");
  return Pdf(objects);
}

}  // namespace nianbao::integration
