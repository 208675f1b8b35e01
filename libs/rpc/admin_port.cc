#include "libs/rpc/admin_port.h"

#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <mutex>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/listen_address.h"
#include "libs/rpc/side_address.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::rpc {
namespace {

absl::Status NotLoopback(const std::string& listen) {
  return status::Error(
             absl::StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK",
             absl::StrCat("admin_listen: got ", listen, ", want an address on loopback such as 127.0.0.1:7142"))
      .Meta("listen", listen)
      .Chinese("管理端口不认证来访者，只能在本机回环地址上监听，例如 127.0.0.1:7142。");
}

}  // namespace

absl::StatusOr<std::unique_ptr<AdminPort>> AdminPort::Listen(const std::string& listen) {
  ASSIGN_OR_RETURN(const ListenAddress address, ParseListenAddress(listen));
  if (!address.is_loopback) return NotLoopback(listen);
  static std::once_flag once;
  std::call_once(once, [] { grpc::channelz::experimental::InitChannelzService(); });
  auto admin = absl::WrapUnique(new AdminPort());
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  admin->server_ = builder.BuildAndStart();
  if (admin->server_ == nullptr || port == 0) return CannotListen(listen);
  admin->address_ = WithPort(listen, port);
  return admin;
}

AdminPort::~AdminPort() {
  if (server_ == nullptr) return;
  server_->Shutdown(absl::ToChronoTime(absl::Now()));
  server_->Wait();
}

}  // namespace nianbao::rpc
