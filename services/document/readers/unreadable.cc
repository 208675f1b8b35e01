#include "services/document/readers/unreadable.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::readers {

status::Error Unreadable(absl::string_view got, absl::string_view want, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_UNREADABLE",
                       absl::StrCat("content: got ", got, ", want ", want))
      .Field("content", got)
      .Chinese(chinese);
}

}  // namespace nianbao::document::readers
