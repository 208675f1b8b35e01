// Nonces as rows.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/submission/domain/nonce_book.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// As NonceBook::Consume, in the caller's transaction, which alone may write. Throws StoreError.
absl::Status InsertNonce(Connection& connection, const Nonce& nonce, absl::Time now);

}  // namespace nianbao::submission
