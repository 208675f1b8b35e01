// What a call was let in with.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/access/named_organs.h"
#include "libs/rpc/call.h"
#include "libs/rpc/caller.h"
#include "libs/rpc/guard.h"

namespace nianbao::rpc {

// Whether the caller may do what its requests ask for, one by one.
class Permit {
 public:
  // The caller is known, or need not be; its name is put into the call. Errors of Guard::Identify.
  static absl::StatusOr<Permit> Of(const grpc::ServerContextBase& context, Call& call);

  // PERMISSION_DENIED ROLE_MISSING; errors of the service's rights. May wait for them.
  absl::Status Check(const google::protobuf::Message& request) const;
  absl::Time expire_time() const { return caller_.expire_time; }

 private:
  friend class StandingPermit;

  // nullptr: nobody has to prove anything.
  const Guard* guard_ = nullptr;
  Caller caller_;
};

// The same for a stream, whose one request is asked about again and again.
class StandingPermit {
 public:
  StandingPermit(const Permit& permit, const google::protobuf::Message& request);

  // As Permit::Check. Costs nothing while neither grants nor trees have changed.
  absl::Status Check();

 private:
  const Guard* guard_;
  const Guard::Rule* rule_ = nullptr;
  Caller caller_;
  std::vector<access::NamedOrgan> organs_;
  // Of the rights, when they were asked last.
  std::optional<int64_t> version_;
};

}  // namespace nianbao::rpc
