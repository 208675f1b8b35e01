#include "services/document/domain/file_ending.h"

#include "absl/strings/ascii.h"

namespace nianbao::document::domain {

std::string EndingOf(absl::string_view file_name) {
  const size_t slash = file_name.find_last_of("/\\");
  if (slash != absl::string_view::npos) file_name.remove_prefix(slash + 1);
  const size_t point = file_name.rfind('.');
  if (point == absl::string_view::npos || point == 0) return "";
  return absl::AsciiStrToLower(file_name.substr(point));
}

}  // namespace nianbao::document::domain
