#include "services/document/readers/docx/no_docx.h"

#include "absl/strings/str_cat.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

struct Description {
  absl::string_view kind;
  absl::string_view got;
  absl::string_view chinese;
};

Description DescriptionOf(Kind kind) {
  switch (kind) {
    case Kind::kEmpty:
      return {"empty", "an empty file", "文件是空的。请检查是否选错了文件，或重新下载。"};
    case Kind::kImage:
      return {"image", "a picture", "文件其实是一张图片，里面没有可读取的文字和表格。请导入报告的 Word 文件。"};
    case Kind::kPdf:
      return {"pdf", "a PDF file", "文件其实是 PDF。请把扩展名改回 .pdf 后再导入。"};
    case Kind::kOleEncrypted:
      return {"encrypted", "a password-protected Office file",
              "文件设有打开密码，无法读取。请用 Word 或 WPS 打开，去掉密码后另存一份，再重新导入。"};
    case Kind::kOleWord:
      return {"doc", "a Word file of the old format (.doc, .wps)",
              "文件其实是旧版 Word（.doc）或 WPS（.wps）格式。请用 Word 或 WPS 打开后另存为 .docx，再重新导入。"};
    case Kind::kOleSheet:
    case Kind::kXlsx:
    case Kind::kOds:
      return {"workbook", "a workbook",
              "文件其实是电子表格。请检查是否选错了文件，或把扩展名改为 .xlsx、.xls 后再导入。"};
    case Kind::kOle:
      return {"ole", "an Office file of the old format",
              "文件是旧版 Office 格式，且不是 Word 文档。请用 Word 或 WPS 打开后另存为 .docx，再重新导入。"};
    case Kind::kHtml:
    case Kind::kMhtml:
      return {"html", "a web page",
              "文件其实是网页。请把扩展名改为 .html 或 .mht 后再导入，或用 Word 打开后另存为 .docx。"};
    case Kind::kRtf:
      return {"rtf", "an RTF file", "文件其实是 RTF 格式。请用 Word 或 WPS 打开后另存为 .docx，再重新导入。"};
    case Kind::kDocx:
    case Kind::kPptx:
    case Kind::kOdt:
    case Kind::kOfd:
    case Kind::kZip:
      return {"zip", "an archive without a Word document",
              "文件是压缩包，但里面没有 Word 文档内容。请检查是否选错了文件，或用 Word、WPS 打开后另存为 .docx。"};
    case Kind::kPacked:
      return {"packed", "an archive of another format", "文件是压缩包（rar、7z 等）。请先解压，再导入其中的报告。"};
    case Kind::kText:
    case Kind::kJson:
    case Kind::kWordXml:
    case Kind::kXml:
      return {"text", "plain text", "文件其实是纯文本。请把扩展名改为 .txt 后再导入，或用 Word 打开后另存为 .docx。"};
    case Kind::kUnknown:
      break;
  }
  return {"unknown", "bytes of no known format",
          "文件不是 Word 文档，或已损坏。请用 Word 或 WPS 打开确认后另存为 .docx，再重新导入。"};
}

}  // namespace

absl::Status NoDocx(Kind kind) {
  const Description description = DescriptionOf(kind);
  return Unreadable(description.got, "a Word document (.docx)", description.chinese).Meta("kind", description.kind);
}

}  // namespace nianbao::document::readers
