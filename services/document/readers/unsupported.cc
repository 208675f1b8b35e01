#include "services/document/readers/unsupported.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::readers {
namespace {

struct Description {
  absl::string_view kind;
  absl::string_view got;
  absl::string_view chinese;
};

Description DescriptionOf(Kind kind) {
  switch (kind) {
    case Kind::kImage:
      return {"image", "a picture", "是一张图片，里面没有可读取的文字和表格。请导入报告的 Word 文件或网页"};
    case Kind::kPacked:
      return {"packed", "an archive of another format", "是 rar、7z 等格式的压缩包。请先解压，再导入其中的报告"};
    case Kind::kPptx:
      return {"pptx", "a presentation", "是演示文稿。请导入报告的 Word 文件"};
    case Kind::kOfd:
      return {"ofd", "an OFD file", "是 OFD 版式文件。请导入报告的 Word 文件，或另存为 PDF 后再导入"};
    case Kind::kXml:
    case Kind::kWordXml:
      return {"xml", "an XML file", "是 XML 文件。请用 Word 或 WPS 打开后另存为 .docx，再重新导入"};
    case Kind::kOle:
      return {"ole", "an Office file that is no document", "不是 Word 文档或电子表格。请用 Office 打开后另存为 .docx"};
    default:
      return {"unknown", "bytes of no known format",
              "的格式无法识别，或文件已损坏。请重新下载，或另存为 .docx 后再导入"};
  }
}

}  // namespace

absl::Status Unsupported(Kind kind, absl::string_view file_name) {
  const std::string name = domain::Excerpt(file_name);
  if (kind == Kind::kOleEncrypted) {
    return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                         absl::StrCat("content: got ", name, " behind a password, want a document without one"))
        .Meta("cause", "password")
        .Field("content", "behind a password")
        .Chinese("文件设有打开密码，无法读取。请用 Word 或 WPS 打开，去掉密码后另存一份，再重新导入。");
  }
  const Description description = DescriptionOf(kind);
  return status::Error(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_FORMAT",
                       absl::StrCat("content: got ", description.got, " (", name,
                                    "), want Word, PDF, HTML, Excel, CSV, text, a report's JSON, or a zip of one"))
      .Meta("kind", description.kind)
      .Meta("fileName", name)
      .Field("content", description.got)
      .Chinese(absl::StrCat("文件“", name, "”", description.chinese,
                            "。可以读取：Word（.docx，装有 LibreOffice 时也可 .doc、.wps）、PDF、网页、Excel、CSV、"
                            "纯文本、报告 JSON，以及含其中之一的 zip。"));
}

}  // namespace nianbao::document::readers
