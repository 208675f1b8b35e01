// What a change would come to.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/status/try.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/once.h"

namespace nianbao::submission {

// The answer of Once to a request that was not made before, without its change: it has no token, and its filing the
// etag of the request.
template <typename Response, typename Request, typename Prepare>
absl::StatusOr<Response> Try(const Caller& caller, absl::string_view method, const Request& request, Prepare prepare) {
  ASSIGN_OR_RETURN(const RequestKey key, internal::KeyOf(caller, method, request.request_id(), request));
  ASSIGN_OR_RETURN(const Changeset changes, prepare());
  Response response;
  if (!response.ParseFromString(changes.reply({}))) return internal::UnreadableReply(key);
  response.clear_token();
  response.mutable_filing()->set_etag(request.etag());
  return response;
}

}  // namespace nianbao::submission
