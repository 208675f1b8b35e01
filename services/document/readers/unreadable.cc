#include "services/document/readers/unreadable.h"

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {

absl::Status Unreadable(absl::string_view got, absl::string_view want, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got ", got, ", want ", want))
      .Field("content", absl::StrCat("want ", want))
      .Chinese(chinese);
}

}  // namespace nianbao::document::readers
