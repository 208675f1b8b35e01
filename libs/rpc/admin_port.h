// An address that shows the inside of the process.
#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace nianbao::rpc {

// Answers channelz: the connections and calls of all servers and channels of the process. On loopback only, since it
// tells who is connected and asks nobody who he is.
class AdminPort {
 public:
  // INVALID_ARGUMENT LISTEN_INVALID, FAILED_PRECONDITION LISTEN_NOT_LOOPBACK, UNAVAILABLE ADDRESS_IN_USE.
  static absl::StatusOr<std::unique_ptr<AdminPort>> Listen(const std::string& listen);
  ~AdminPort();

  AdminPort(const AdminPort&) = delete;
  AdminPort& operator=(const AdminPort&) = delete;

  // IP:PORT as bound.
  const std::string& address() const { return address_; }

 private:
  AdminPort() = default;

  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace nianbao::rpc
