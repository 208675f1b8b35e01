// Every change is carried out once, however often it is asked for.
#pragma once

#include <google/protobuf/message_lite.h>

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/caller.h"
#include "services/submission/domain/store.h"

namespace nianbao::submission {

namespace internal {

// UNAUTHENTICATED ACTOR_MISSING for a blank name; INVALID_ARGUMENT FIELD_INVALID for a name or request_id that is no
// plain line of at most 128 bytes, and for an empty request_id.
absl::StatusOr<RequestKey> KeyOf(const Caller& caller, absl::string_view method, absl::string_view request_id,
                                 const google::protobuf::MessageLite& request);

absl::Status UnreadableReply(const RequestKey& key);

// So often is a change decided anew because a year was locked or opened meanwhile.
constexpr int kDecisionsMax = 3;

// Commits what `prepare` decides; decides anew when locks were changed in between.
template <typename Prepare>
absl::StatusOr<std::string> Carry(Store& store, const RequestKey& key, Prepare prepare) {
  for (int decisions = 1;; ++decisions) {
    ASSIGN_OR_RETURN(Changeset changes, prepare());
    changes.request = key;
    absl::StatusOr<std::string> reply = store.Commit(changes);
    if (decisions == kDecisionsMax || status::ReasonOf(reply.status()) != "LOCKS_CHANGED") return reply;
  }
}

}  // namespace internal

// Answers a request with the reply of the first time, if there was one. Otherwise asks `prepare` (a callable that
// returns absl::StatusOr<Changeset>) what to change, commits that and answers with its reply. The look-up comes before
// every other check; two equal requests at once end as one change with one reply.
template <typename Response, typename Request, typename Prepare>
absl::StatusOr<Response> Once(Store& store, const Caller& caller, absl::string_view method, const Request& request,
                              Prepare prepare) {
  ASSIGN_OR_RETURN(RequestKey key, internal::KeyOf(caller, method, request.request_id(), request));
  ASSIGN_OR_RETURN(std::optional<std::string> reply, store.FindReply(key));
  if (!reply.has_value()) {
    absl::StatusOr<std::string> carried = internal::Carry(store, key, prepare);
    if (carried.ok()) {
      reply = *std::move(carried);
    } else {
      // The same request, carried out by another thread since the look-up, may be what stands in the way.
      ASSIGN_OR_RETURN(reply, store.FindReply(key));
      if (!reply.has_value()) return carried.status();
    }
  }
  Response response;
  if (!response.ParseFromString(*reply)) return internal::UnreadableReply(key);
  return response;
}

}  // namespace nianbao::submission
