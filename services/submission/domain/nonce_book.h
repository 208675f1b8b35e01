// The nonces of signed requests.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace nianbao::submission {

struct Nonce {
  std::string client;
  std::string value;
  absl::Time expire_time;
};

class NonceBook {
 public:
  virtual ~NonceBook() = default;

  // Writes the nonce down, and strikes out those of all clients that expired by `now`. UNAUTHENTICATED NONCE_REPLAYED
  // when it is there; otherwise the store's own errors. After an error other than NONCE_REPLAYED it may have been
  // written down all the same.
  virtual absl::Status Consume(const Nonce& nonce, absl::Time now) = 0;
};

}  // namespace nianbao::submission
