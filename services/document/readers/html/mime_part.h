// One part of a MIME message.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace nianbao::document::readers {

struct MimePart {
  // In lower case, without parameters, such as "text/html".
  std::string type;
  // Parameters of the type, as written; empty when missing.
  std::string charset;
  std::string boundary;
  // Content-Transfer-Encoding in lower case.
  std::string encoding;
  // Still encoded.
  absl::string_view body;
};

// Reads header and body of a message or of one of its parts. What is no header is skipped.
MimePart ParseMimePart(absl::string_view message);

// The parts between the boundary lines of a multipart body, header and body each.
std::vector<absl::string_view> PartsOf(const MimePart& multipart);

// The body without its transfer encoding: quoted-printable and base64, else as it is. Damaged base64 gives nothing.
std::string DecodedBody(const MimePart& part);

}  // namespace nianbao::document::readers
