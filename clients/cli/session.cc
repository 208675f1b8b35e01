#include "clients/cli/session.h"

#include "libs/rpc/tls.h"

namespace nianbao::cli {
namespace {

int Weight(ExitStatus status) {
  switch (status) {
    case kRefused:
      return 3;
    case kUnresolvedCells:
      return 2;
    case kErrorFindings:
      return 1;
    case kClean:
      return 0;
  }
  return 3;
}

}  // namespace

std::shared_ptr<grpc::Channel> Session::Connect() const {
  if (tls.authorities_file().empty()) return rpc::OpenChannel(server);
  return rpc::OpenChannel(
      server, token_file.empty() ? rpc::TlsChannelCredentials(tls) : rpc::TokenChannelCredentials(tls, token_file));
}

ExitStatus Worse(ExitStatus a, ExitStatus b) { return Weight(a) >= Weight(b) ? a : b; }

}  // namespace nianbao::cli
