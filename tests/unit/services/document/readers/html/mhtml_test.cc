#include "services/document/readers/html/mhtml.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/unit/services/document/encoded.h"
#include "tests/unit/services/document/readers/shape.h"

namespace nianbao::document::readers {
namespace {

std::string MhtmlShape(absl::string_view content) {
  domain::Budget budget({});
  return ShapeOf(ReadMhtml(content, budget));
}

std::string Archive(absl::string_view parts) {
  return absl::StrCat("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"----=_Next.1\"\r\n\r\n",
                      "This is a web archive.\r\n\r\n", parts, "------=_Next.1--\r\n");
}

constexpr char kStyle[] = "------=_Next.1\r\nContent-Type: text/css\r\n\r\np{}\r\n\r\n";

std::string PagePart(absl::string_view headers, absl::string_view body) {
  return absl::StrCat("------=_Next.1\r\nContent-Location: file:///C:/a.htm\r\n", headers, "\r\n", body, "\r\n\r\n");
}

TEST(Mhtml, ReadsTheFirstPageOfEachTransferEncoding) {
  const std::string gb = Encoded("<p>年报</p>", "GB18030");
  std::string quoted = "<p class=3DMso>=\r\n";
  for (const char byte : Encoded("年报", "GB18030")) absl::StrAppend(&quoted, "=", absl::BytesToHexString({&byte, 1}));
  EXPECT_EQ(MhtmlShape(Archive(kStyle + PagePart("Content-Type: text/html; charset=\"gb2312\"\r\n"
                                                 "Content-Transfer-Encoding: quoted-printable\r\n",
                                                 quoted + "</p>"))),
            "年报;");
  EXPECT_EQ(MhtmlShape(Archive(PagePart("content-type: TEXT/HTML\r\nContent-Transfer-Encoding: BASE64\r\n",
                                        absl::StrReplaceAll(absl::Base64Escape(gb), {{"v", "\r\nv"}})) +
                               kStyle)),
            "年报;");
  EXPECT_EQ(MhtmlShape(Archive(PagePart("Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n", gb) +
                               PagePart("Content-Type: text/html\r\n", "<p>次页</p>"))),
            "年报;");
}

TEST(Mhtml, ReadsAMessageThatIsThePageItself) {
  EXPECT_EQ(MhtmlShape("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>甲</p>"), "甲;");
}

TEST(Mhtml, FindsThePageInAPartOfAPart) {
  EXPECT_EQ(
      MhtmlShape(Archive(
          "------=_Next.1\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n"
          "Content-Type: text/plain\r\n\r\n文\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>甲</p>\r\n--in--\r\n")),
      "甲;");
}

TEST(Mhtml, ReadsWhatIsThereOfATruncatedArchive) {
  const std::string archive = Archive(PagePart("Content-Type: text/html\r\n", "<p>甲</p>"));
  EXPECT_EQ(MhtmlShape(archive.substr(0, archive.find("</p>"))), "甲;");
}

TEST(Mhtml, SaysThatThereIsNoPage) {
  EXPECT_EQ(MhtmlShape(Archive(kStyle)), "DOCUMENT_UNREADABLE ");
  EXPECT_EQ(MhtmlShape("Content-Type: multipart/related\r\n\r\n<p>甲</p>"), "DOCUMENT_UNREADABLE ");
  EXPECT_EQ(MhtmlShape(Archive(PagePart("Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n", "!!"))),
            "DOCUMENT_UNREADABLE ");
}

TEST(Mhtml, RefusesPartsNestedTooDeep) {
  std::string message;
  for (int i = 0; i < 4; ++i)
    absl::StrAppend(&message, "Content-Type: multipart/mixed; boundary=b", i, "\n\n--b", i, "\n");
  EXPECT_EQ(MhtmlShape(message), "DOCUMENT_TOO_LARGE archive_depth");
}

TEST(Mhtml, IsToldByItsHeader) {
  EXPECT_TRUE(IsMhtml(Archive("")));
  EXPECT_TRUE(
      IsMhtml("From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"));
  EXPECT_FALSE(IsMhtml("<html>Content-Type: text/html"));
  EXPECT_FALSE(IsMhtml("Date: 2024\n年报"));
}

}  // namespace
}  // namespace nianbao::document::readers
