// Using up the nonce of a signed request.
#pragma once

#include "absl/status/statusor.h"
#include "nianbao/identity/v1/nonce_service.pb.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/nonce_book.h"

namespace nianbao::submission {

// The contract is that of identity.v1.NonceService.ConsumeNonce.
absl::StatusOr<identity::v1::ConsumeNonceResponse> ConsumeNonce(NonceBook& nonces, const Clock& clock,
                                                                const identity::v1::ConsumeNonceRequest& request);

}  // namespace nianbao::submission
