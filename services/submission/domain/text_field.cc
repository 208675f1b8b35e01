#include "services/submission/domain/text_field.h"

#include "absl/strings/str_cat.h"
#include "services/submission/domain/plain_text.h"

namespace nianbao::submission {

void CheckText(absl::string_view path, absl::string_view chinese, absl::string_view text, Need need,
               FieldErrors& errors) {
  if (text.size() > kTextBytesMax) {
    errors.Add(path, absl::StrCat("got ", text.size(), " bytes, want at most ", kTextBytesMax),
               absl::StrCat(chinese, "过长，不能超过 ", kTextBytesMax, " 字节（约 ", kTextBytesMax / 3, " 个汉字）"));
  } else if (need == Need::kRequired && IsBlank(text)) {
    errors.Add(path, "got nothing, want a text", absl::StrCat(chinese, "没有填写"));
  }
}

void CheckCount(absl::string_view path, absl::string_view chinese, int count, int count_max, FieldErrors& errors) {
  if (count <= count_max) return;
  errors.Add(path, absl::StrCat("got ", count, ", want at most ", count_max),
             absl::StrCat(chinese, "共 ", count, " 条，最多只能有 ", count_max, " 条"));
}

}  // namespace nianbao::submission
