#include "services/submission/domain/get_verdict_context.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::submission {

absl::StatusOr<v1::GetVerdictContextResponse> GetVerdictContext(const StoreReader& store,
                                                                const v1::GetVerdictContextRequest& request) {
  ASSIGN_OR_RETURN(std::optional<validation::v1::Context> context, store.FindContext(request.digest()));
  if (!context.has_value()) {
    return status::Error(absl::StatusCode::kNotFound, "CONTEXT_UNKNOWN",
                         absl::StrCat("digest: got \"", request.digest(), "\", want the context_digest of a verdict"))
        .Meta("digest", request.digest())
        .Chinese("没有以此为依据的校验结果。请核对校验依据的摘要。");
  }
  v1::GetVerdictContextResponse response;
  *response.mutable_context() = *std::move(context);
  return response;
}

}  // namespace nianbao::submission
