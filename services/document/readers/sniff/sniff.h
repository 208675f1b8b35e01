// What a file is, from its bytes alone: file names lie.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

enum class Kind {
  // No bytes, or white space alone.
  kEmpty,
  kText,
  kJson,
  kHtml,
  // A web page in one file, as browsers and Word save it.
  kMhtml,
  kRtf,
  // Word's XML in one file: WordprocessingML of 2003, or a package written out flat.
  kWordXml,
  // XML of another kind.
  kXml,
  kDocx,
  kXlsx,
  kPptx,
  kOdt,
  kOds,
  kOfd,
  // A zip archive of any other content.
  kZip,
  // An archive of another format: rar, 7z, gzip.
  kPacked,
  kPdf,
  // Office files up to 2003 and those of WPS: .doc and .wps, .xls and .et.
  kOleWord,
  kOleSheet,
  // An Office file of any generation behind a password.
  kOleEncrypted,
  kOle,
  kImage,
  kUnknown,
};

// A truncated file counts as the kind that its beginning shows.
Kind Sniff(absl::string_view content);

}  // namespace nianbao::document::readers
