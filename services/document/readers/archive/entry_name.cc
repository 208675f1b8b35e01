#include "services/document/readers/archive/entry_name.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

// Bytes without meaning become U+FFFD.
std::string FromGb18030(absl::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("GB18030", &error), ucnv_close);
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), error);
  std::string utf8;
  if (U_SUCCESS(error)) text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

absl::StatusOr<std::string> EntryName(absl::string_view bytes) {
  std::string name = utf8::FirstBadByte(bytes).has_value() ? FromGb18030(bytes) : std::string(bytes);
  // After the decoding: the second byte of a Chinese character may look like a backslash.
  name = absl::StrReplaceAll(name, {{"\\", "/"}});
  name.erase(0, name.find_first_not_of('/'));
  for (const absl::string_view part : absl::StrSplit(name, '/')) {
    if (part != "..") continue;
    const std::string excerpt = domain::Excerpt(name);
    return Unreadable(absl::StrCat("an archive with the entry ", excerpt), "entries below the archive",
                      absl::StrCat("压缩包内的文件名“", excerpt, "”指向压缩包之外，未读取。请重新打包后再导入。"))
        .Meta("entry", excerpt);
  }
  return name;
}

}  // namespace nianbao::document::readers
