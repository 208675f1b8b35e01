// Whether a report came in time, as people say it.
#pragma once

#include <string>

#include "nianbao/directory/v1/directory_service.pb.h"

namespace nianbao::cli {

// 未到期, 按时, 逾期报送 or 逾期未报; "—" when it is not known.
std::string TimelinessWord(directory::v1::FilingStatus::Timeliness timeliness);

}  // namespace nianbao::cli
