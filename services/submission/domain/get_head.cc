#include "services/submission/domain/get_head.h"

#include "libs/status/try.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetHeadResponse> GetHead(const EventLog& log, const v1::GetHeadRequest&) {
  v1::GetHeadResponse response;
  ASSIGN_OR_RETURN(*response.mutable_token(), log.Head());
  return response;
}

}  // namespace nianbao::submission
