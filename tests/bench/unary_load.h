// Load of unary calls.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace nianbao::bench {

struct UnaryLoad {
  // While counting, which took so long.
  int64_t answers = 0;
  double seconds = 0;
  // From beginning to end.
  int64_t answers_in_all = 0;
  // The first answer to each request; all to that request have its size.
  std::vector<std::string> first;
};

// Sends the requests in turn to `method` ("/package.Service/Method"): each once alone, then in_flight of them at a
// time, for a fifth of `seconds` uncounted and for `seconds`. Requests are serialised before, and answers left unread,
// so that the servers are what is measured. Throws std::runtime_error when a call fails or an answer differs in size
// from the first.
UnaryLoad LoadUnary(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                    const std::vector<std::string>& requests, int in_flight, double seconds);

}  // namespace nianbao::bench
