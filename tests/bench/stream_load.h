// Load on a bidirectional stream in which every request gets one answer.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>

namespace nianbao::bench {

struct StreamLoad {
  // While counting, which took so long.
  int64_t answers = 0;
  double seconds = 0;
  // From beginning to end.
  int64_t answers_in_all = 0;
  // Of the first answer; all have this size.
  std::string answer;
};

// Sends the same request over one stream of `method` ("/package.Service/Method"), in_flight of them at a time, for a
// fifth of `seconds` uncounted, then for `seconds`. Serialised once and answers left unread, so that the servers are
// what is measured. Throws std::runtime_error when the stream fails or an answer differs in size from the first.
StreamLoad LoadStream(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                      const std::string& request, int in_flight, double seconds);

}  // namespace nianbao::bench
