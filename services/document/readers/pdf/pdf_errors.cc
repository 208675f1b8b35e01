#include "services/document/readers/pdf/pdf_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {
namespace {

absl::Status Unreadable(absl::string_view cause, absl::string_view got, absl::string_view want,
                        absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got ", got, ", want ", want))
      .Meta("cause", cause)
      .Field("content", want)
      .Chinese(chinese);
}

}  // namespace

absl::Status DamagedPdf(absl::string_view what) {
  return Unreadable("damaged", absl::StrCat("a PDF file that ", what), "a whole PDF file",
                    "PDF 文件不完整或已损坏，无法可靠读取。请重新下载，或用原来的软件重新导出 PDF，再导入。");
}

absl::Status LockedPdf() {
  return Unreadable("password", "a PDF file that asks for a password", "one that opens without",
                    "PDF 文件设有打开密码，无法读取。请取消密码后另存一份，或改用 Word 原文导入。");
}

absl::Status PdfWithoutText(int pages) {
  return Unreadable("no_text", absl::StrCat("a PDF file of ", pages, " pages without any text"), "pages with text",
                    "PDF 文件里没有文字，多半是扫描件或图片。请导入 Word 原文，或由 Word 直接导出的 PDF；"
                    "只有扫描件时，请先做文字识别并核对数字。");
}

absl::Status PdfWithoutCharacters() {
  return Unreadable("no_characters", "a PDF file whose glyphs do not say which characters they are",
                    "fonts with a ToUnicode map",
                    "PDF 文件的字体没有文字对应关系，只能显示，不能读出文字。请导入 Word 原文，"
                    "或用 Word、WPS 重新导出 PDF。");
}

}  // namespace nianbao::document::readers
