#include "services/document/readers/sniff/sniff.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"
#include "tests/unit/services/document/readers/office/ole_builder.h"

namespace nianbao::document::readers {
namespace {

std::string Utf16(absl::string_view ascii, bool big_endian) {
  std::string wide;
  for (const char c : ascii) wide += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
  return wide;
}

TEST(Sniff, TellsEmptyFilesTextAndJson) {
  EXPECT_EQ(Sniff(""), Kind::kEmpty);
  EXPECT_EQ(Sniff(" \r\n\t"), Kind::kEmpty);
  EXPECT_EQ(Sniff("一、总体情况\n"), Kind::kText);
  EXPECT_EQ(Sniff("\xC4\xEA\xB1\xA8 \xB9\xAB\xBF\xAA"), Kind::kText);
  EXPECT_EQ(Sniff("\xFF\xFE\x74\x5E\xA5\x62\x0A\x00"), Kind::kText);
  EXPECT_EQ(Sniff("\xEF\xBB\xBF {\"year\": 2024}"), Kind::kJson);
  EXPECT_EQ(Sniff(absl::string_view("a\0\x01\x02z", 5)), Kind::kUnknown);
}

TEST(Sniff, FindsWebPagesBehindWhateverStandsBeforeThem) {
  for (const std::string page :
       {"<html><body>", "\xEF\xBB\xBF\r\n<!DOCTYPE html>", "<!-- a\n<b> --> <HTML xmlns:v='x'>", "<table border=1>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'>", "<p>\xC4\xEA\xB1\xA8</p>",
        "年报 <html lang=zh>", "<meta charset=gb2312>"}) {
    EXPECT_EQ(Sniff(page), Kind::kHtml) << page;
  }
  EXPECT_EQ(Sniff("\xFF\xFE" + Utf16("<html>", false)), Kind::kHtml);
  EXPECT_EQ(Sniff("\xFE\xFF" + Utf16("\r\n<html>", true)), Kind::kHtml);
  EXPECT_EQ(Sniff(Utf16("<html>", false)), Kind::kHtml);
  EXPECT_EQ(Sniff("1 < 2, a <b"), Kind::kText);
}

TEST(Sniff, TellsPagesSavedInOneFile) {
  EXPECT_EQ(Sniff("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>"), Kind::kMhtml);
  EXPECT_EQ(Sniff("From: <Saved by Word>\r\nmime-version: 1.0\r\n"), Kind::kMhtml);
}

TEST(Sniff, TellsXmlOfWordFromOtherXml) {
  EXPECT_EQ(Sniff("<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>"),
            Kind::kWordXml);
  EXPECT_EQ(Sniff("<?xml version='1.0'?><pkg:package>"), Kind::kWordXml);
  EXPECT_EQ(Sniff("<?xml version='1.0'?><report/>"), Kind::kXml);
}

TEST(Sniff, LooksIntoArchives) {
  EXPECT_EQ(Sniff(Docx(P("x"))), Kind::kDocx);
  EXPECT_EQ(Sniff(Zip({{"[Content_Types].xml", ""}, {"xl/workbook.xml", ""}})), Kind::kXlsx);
  EXPECT_EQ(Sniff(Zip({{"[Content_Types].xml", ""}, {"ppt/presentation.xml", ""}})), Kind::kPptx);
  EXPECT_EQ(Sniff(Zip({{"OFD.xml", ""}, {"Doc_0/Document.xml", ""}})), Kind::kOfd);
  EXPECT_EQ(Sniff(Zip({{"年报.docx", Docx(P("x"))}})), Kind::kZip);
  EXPECT_EQ(Sniff(Zip({{"word/年报.docx", ""}})), Kind::kZip);
  const std::string odt =
      std::string("PK\x03\x04") + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text";
  EXPECT_EQ(Sniff(odt), Kind::kOdt);
}

TEST(Sniff, KnowsATruncatedDocumentByItsBeginning) {
  const std::string docx = Docx(P("x"));
  EXPECT_EQ(Sniff(absl::string_view(docx).substr(0, docx.size() - 30)), Kind::kDocx);
  EXPECT_EQ(Sniff("PK\x03\x04"), Kind::kZip);
}

TEST(Sniff, TellsOldOfficeFilesApart) {
  EXPECT_EQ(Sniff(Ole({"1Table", "WordDocument"})), Kind::kOleWord);
  EXPECT_EQ(Sniff(Ole({"Workbook"})), Kind::kOleSheet);
  EXPECT_EQ(Sniff(Ole({"Book"})), Kind::kOleSheet);
  EXPECT_EQ(Sniff(Ole({"EncryptionInfo", "EncryptedPackage"})), Kind::kOleEncrypted);
  EXPECT_EQ(Sniff(Ole({"Bookmarks"})), Kind::kOle);
  const std::string excel("\x20\x08\x02\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46", 16);
  EXPECT_EQ(Sniff(Ole({"WordDocument", "Workbook"}, excel)), Kind::kOleSheet);
  EXPECT_EQ(Sniff("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Kind::kOle);
}

TEST(Sniff, TellsPdfRtfPicturesAndOtherArchives) {
  EXPECT_EQ(Sniff("%PDF-1.7\n"), Kind::kPdf);
  EXPECT_EQ(Sniff("junk\n%PDF-1.4\n"), Kind::kPdf);
  EXPECT_EQ(Sniff("{\\rtf1\\ansi"), Kind::kRtf);
  EXPECT_EQ(Sniff("\xFF\xD8\xFF\xE0"), Kind::kImage);
  EXPECT_EQ(Sniff("\x89PNG\r\n\x1A\n"), Kind::kImage);
  EXPECT_EQ(Sniff("GIF89a"), Kind::kImage);
  EXPECT_EQ(Sniff("RIFF1234WEBP"), Kind::kImage);
  EXPECT_EQ(Sniff("Rar!\x1A\x07\x01"), Kind::kPacked);
  EXPECT_EQ(Sniff("BM is a text"), Kind::kText);
}

}  // namespace
}  // namespace nianbao::document::readers
