// Who is at the other end of a call.
#pragma once

#include <string>

#include "absl/time/time.h"

namespace nianbao::rpc {

// A caller that proved who it is.
struct Caller {
  // The subject of its token; without one that of its certificate: a SPIFFE id, or "x509:" and the common name.
  std::string subject;
  // Name of the service of the suite that its certificate proves it to be; "" for others, and beside a token.
  std::string peer;
  // When its token expires.
  absl::Time expire_time = absl::InfiniteFuture();
};

}  // namespace nianbao::rpc
