// Who may call the methods of a server.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "libs/access/named_organs.h"
#include "libs/access/rights.h"
#include "libs/access/token_verifier.h"
#include "libs/rpc/caller.h"
#include "nianbao/config/v1/server.pb.h"
#include "nianbao/identity/v1/access.pb.h"

namespace nianbao::rpc {

// A gRPC service that a server offers.
struct GuardedService {
  // Full name, "nianbao.submission.v1.ReviewService".
  std::string name;
  // What it knows of roles; nullptr when none of its methods asks for one.
  const access::Rights* rights = nullptr;
};

// Thread-safe. Without a configured identity everybody may do everything, under the name that he gives himself.
class Guard {
 public:
  // What is said about a method, and the rights of its service.
  struct Rule {
    identity::v1::Access access;
    const access::Rights* rights = nullptr;
  };

  // FAILED_PRECONDITION ACCESS_UNSTATED for a method that does not say who may call it, or, with an identity, asks for
  // roles of which its service knows nothing; otherwise as TokenVerifier::Make.
  static absl::StatusOr<std::unique_ptr<Guard>> Make(const config::v1::Server& config,
                                                     const std::vector<GuardedService>& services);

  bool asks_for_proof() const { return tokens_ != nullptr; }
  // UNAUTHENTICATED CREDENTIALS_MISSING, TOKEN_INVALID, TOKEN_EXPIRED. Waits for nothing.
  absl::StatusOr<Caller> Identify(const grpc::ServerContextBase& context) const;

  // The rule of the method that takes such requests; nullptr when no method of these services does.
  const Rule* RuleOf(const google::protobuf::Descriptor& request) const;
  // Whether the rule admits the caller to what a request names. PERMISSION_DENIED ROLE_MISSING; errors of Rights. May
  // wait for the rights.
  absl::Status Check(const Rule& rule, const Caller& caller, const std::vector<access::NamedOrgan>& organs) const;

 private:
  Guard() = default;

  // "" for none.
  std::string PeerOf(const std::string& spiffe_id) const;

  config::v1::Identity identity_;
  // nullptr when nobody has to prove anything.
  std::unique_ptr<access::TokenVerifier> tokens_;
  // By the request of the method: each is that of one method.
  absl::flat_hash_map<const google::protobuf::Descriptor*, Rule> rules_;
};

}  // namespace nianbao::rpc
