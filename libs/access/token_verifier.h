// Whether a token proves who its bearer is.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/access/key_set.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::access {

// What a token proves.
struct ProvenSubject {
  std::string subject;
  // Until when.
  absl::Time expire_time;
};

// Thread-safe.
class TokenVerifier {
 public:
  using Issuers = google::protobuf::RepeatedPtrField<config::v1::TokenIssuer>;

  // INVALID_ARGUMENT CONFIG_INVALID for an issuer without a name, an audience or keys; NOT_FOUND FILE_UNREADABLE,
  // INVALID_ARGUMENT KEY_INVALID for a file of keys.
  static absl::StatusOr<std::unique_ptr<TokenVerifier>> Make(const Issuers& issuers, const KeySet::OnFault& on_fault,
                                                             std::function<absl::Time()> clock = absl::Now);

  // The token is a JWT, signed by one of the issuers with ES256, EdDSA, RS256 or PS256, for its audience, with subject
  // and expiry. UNAUTHENTICATED TOKEN_INVALID, TOKEN_EXPIRED. Waits for nothing.
  absl::StatusOr<ProvenSubject> Verify(absl::string_view token) const;

 private:
  struct Issuer {
    config::v1::TokenIssuer config;
    std::unique_ptr<KeySet> keys;
  };

  TokenVerifier(std::vector<Issuer> issuers, std::function<absl::Time()> clock)
      : issuers_(std::move(issuers)), clock_(std::move(clock)) {}

  absl::StatusOr<ProvenSubject> VerifyAnew(absl::string_view token, absl::Time now) const;

  const std::vector<Issuer> issuers_;
  const std::function<absl::Time()> clock_;
  mutable absl::Mutex mutex_;
  // Tokens that were good, since the callers of a page come with the same one many times.
  mutable absl::flat_hash_map<std::string, ProvenSubject> known_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::access
