#include "libs/rpc/run_server.h"

#include <iostream>

#include "libs/rpc/call_log.h"
#include "libs/rpc/deadlock_search.h"
#include "libs/rpc/server.h"
#include "libs/status/error.h"

namespace nianbao::rpc {

int RunServer(const std::string& name, const std::string& listen, std::vector<std::unique_ptr<HostedService>> services,
              ShutdownSignal& shutdown) {
  LeaveOutDeadlockSearch();
  auto server = Server::Listen(listen, std::move(services));
  if (!server.ok()) {
    std::cerr << name << ": " << server.status().message() << "\n" << status::ChineseOf(server.status()) << "\n";
    return 2;
  }
  (*server)->StartServices();
  std::cout << name << " listening on " << (*server)->address() << std::endl;
  shutdown.Wait();
  LogNotice("draining");
  (*server)->Drain(absl::Seconds(10));
  LogNotice("stopped");
  return 0;
}

}  // namespace nianbao::rpc
