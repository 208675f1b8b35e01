#include "services/submission/domain/page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/field_errors.h"

namespace nianbao::submission {

absl::StatusOr<int> PageSize(int requested, PageSizes sizes) {
  if (requested == 0) return sizes.by_default;
  if (requested > 0) return std::min(requested, sizes.maximum);
  FieldErrors errors;
  errors.Add("page_size", absl::StrCat("got ", requested, ", want 0 or more"), "每页条数不能是负数");
  return errors.ToStatus();
}

absl::Status PageTokenInvalid(absl::string_view token) {
  FieldErrors errors;
  errors.Add("page_token", absl::StrCat("got \"", token, "\", want a next_page_token of this list"),
             "翻页标记无效，请从第一页重新查看");
  return errors.ToStatus();
}

bool PageRoom::Take(size_t bytes) {
  if (entries_ == 0 || (bytes > bytes_ && !empty_)) return false;
  --entries_;
  bytes_ -= std::min(bytes, bytes_);
  empty_ = false;
  return true;
}

}  // namespace nianbao::submission
