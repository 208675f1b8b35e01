#include "services/submission/domain/attachments.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/plain_text.h"
#include "services/submission/domain/text_field.h"

namespace nianbao::submission {
namespace {

constexpr int kAttachmentsMax = 20;
constexpr size_t kAttachmentBytesMax = 20 << 20;
constexpr size_t kNameBytesMax = 255;
constexpr size_t kMediaTypeBytesMax = 127;

bool IsFileName(absl::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.size() <= kNameBytesMax && IsPlainLine(name) &&
         name.find_first_of("/\\") == absl::string_view::npos;
}

// Something before and after one slash, without blanks: what it means is for those who open the file.
bool IsMediaType(absl::string_view type) {
  const size_t slash = type.find('/');
  return type.size() <= kMediaTypeBytesMax && IsPlainLine(type) && !absl::StrContains(type, " ") && slash != 0 &&
         slash != absl::string_view::npos && slash + 1 < type.size();
}

void CheckOne(const v1::Attachment& attachment, int index, FieldErrors& errors) {
  const std::string path = absl::StrCat("attachments[", index, "]");
  const std::string chinese = absl::StrCat("第 ", index + 1, " 个附件");
  if (!IsFileName(attachment.name())) {
    errors.Add(absl::StrCat(path, ".name"),
               absl::StrCat("got ", attachment.name().size(), " bytes, want one line of 1 to ", kNameBytesMax,
                            " bytes without slashes"),
               absl::StrCat(chinese, "的文件名应为一行文字，不含斜杠，不超过 ", kNameBytesMax, " 字节"));
  }
  if (!IsMediaType(attachment.media_type())) {
    errors.Add(absl::StrCat(path, ".media_type"), "got something else, want a media type such as application/pdf",
               absl::StrCat(chinese, "的文件类型应如 application/pdf"));
  }
  if (attachment.content().empty()) {
    errors.Add(absl::StrCat(path, ".content"), "got nothing, want the bytes of the document",
               absl::StrCat(chinese, "是空文件"));
  }
}

absl::Status TooLarge(size_t bytes) {
  return status::Error(
             absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE",
             absl::StrCat("attachments: got ", bytes, " bytes, want at most ", kAttachmentBytesMax, " together"))
      .Meta("limit", "attachments")
      .Meta("max", absl::StrCat(kAttachmentBytesMax))
      .Chinese(absl::StrCat("附件合计超过 ", kAttachmentBytesMax >> 20, " MB，没有保存。请压缩图片或减少附件。"));
}

}  // namespace

absl::Status CheckAttachments(const Attachments& attachments) {
  FieldErrors errors;
  CheckCount("attachments", "附件", attachments.size(), kAttachmentsMax, errors);
  size_t bytes = 0;
  for (int i = 0; i < attachments.size(); ++i) {
    CheckOne(attachments[i], i, errors);
    bytes += attachments[i].content().size();
  }
  RETURN_IF_ERROR(errors.ToStatus());
  return bytes > kAttachmentBytesMax ? TooLarge(bytes) : absl::OkStatus();
}

void Attach(const Attachments& attachments, FilingEdit& edit) {
  if (attachments.empty()) return;
  v1::Revision& revision = edit.open_revision();
  revision.clear_documents();
  for (const v1::Attachment& attachment : attachments) {
    v1::Document& document = *revision.add_documents();
    document.set_digest(digest::Sm3Hex(attachment.content()));
    document.set_name(attachment.name());
    document.set_media_type(attachment.media_type());
    document.set_size_bytes(static_cast<int64_t>(attachment.content().size()));
    edit.KeepDocument({attachment.content(), document.digest()});
  }
}

void NameAttached(const Attachments& attachments, const v1::Revision& revision, v1::FilingChange& change) {
  if (attachments.empty()) return;
  for (const v1::Document& document : revision.documents()) {
    v1::DocumentReference& reference = *change.add_documents();
    reference.set_digest(document.digest());
    reference.set_name(document.name());
  }
}

}  // namespace nianbao::submission
