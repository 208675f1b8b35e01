#include "services/submission/domain/named_caller.h"

#include "libs/status/error.h"
#include "services/submission/domain/plain_text.h"

namespace nianbao::submission {

absl::Status CheckNamed(const Caller& caller) {
  if (!IsBlank(caller.name)) return absl::OkStatus();
  return status::Error(absl::StatusCode::kUnauthenticated, "ACTOR_MISSING", "caller: got no name, want one (--as NAME)")
      .Chinese("没有写明操作人。请用 --as 写上您的姓名后再操作。");
}

}  // namespace nianbao::submission
