// Pages of statuses.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "nianbao/directory/v1/directory_service.pb.h"

namespace nianbao::submission {

struct StatusPage {
  std::vector<directory::v1::FilingStatus> statuses;
  // Empty on the last page.
  std::string next_page_token;
};

// The page of a list of statuses that begins after a token. INVALID_ARGUMENT FIELD_INVALID for a negative page_size or
// a token that is not of this list.
absl::StatusOr<StatusPage> PageOf(const std::vector<directory::v1::FilingStatus>& statuses, int32_t year, int page_size,
                                  const std::string& page_token);

}  // namespace nianbao::submission
