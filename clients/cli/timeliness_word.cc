#include "clients/cli/timeliness_word.h"

namespace nianbao::cli {

std::string TimelinessWord(directory::v1::FilingStatus::Timeliness timeliness) {
  using directory::v1::FilingStatus;
  switch (timeliness) {
    case FilingStatus::TIMELINESS_PENDING:
      return "未到期";
    case FilingStatus::TIMELINESS_ON_TIME:
      return "按时";
    case FilingStatus::TIMELINESS_LATE:
      return "逾期报送";
    case FilingStatus::TIMELINESS_OVERDUE:
      return "逾期未报";
    default:
      return "—";
  }
}

}  // namespace nianbao::cli
