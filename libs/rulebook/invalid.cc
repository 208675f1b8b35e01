#include "libs/rulebook/invalid.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/utf8/utf8.h"

namespace nianbao::rulebook {

status::Error Invalid(absl::string_view problem) {
  const std::string shown = utf8::WellFormed(problem);
  status::Error error(absl::StatusCode::kInvalidArgument, "RULEBOOK_INVALID", shown);
  error.Chinese(absl::StrCat("规则集有误，没有采用。请改正后重试：", shown, "。"));
  return error;
}

}  // namespace nianbao::rulebook
