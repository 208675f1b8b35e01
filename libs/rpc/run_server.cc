#include "libs/rpc/run_server.h"

#include <iostream>

#include "libs/rpc/call_log.h"
#include "libs/rpc/deadlock_search.h"
#include "libs/rpc/drain.h"
#include "libs/rpc/server.h"
#include "libs/rpc/side_ports.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

constexpr int kCannotListen = 2;

void PrintAddresses(const std::string& name, const Server& server, const SidePorts& ports) {
  if (ports.health != nullptr) std::cout << name << " health on " << ports.health->address() << "\n";
  if (ports.metrics != nullptr) std::cout << name << " metrics on " << ports.metrics->address() << "\n";
  if (ports.admin != nullptr) std::cout << name << " channelz on " << ports.admin->address() << "\n";
  std::cout << name << " listening on " << server.address() << std::endl;
}

}  // namespace

int RunServer(const std::string& name, const config::v1::Server& config,
              std::vector<std::unique_ptr<HostedService>> services, ShutdownSignal& shutdown) {
  LeaveOutDeadlockSearch();
  auto server = Server::Listen(config, std::move(services));
  if (!server.ok()) {
    Refuse(name, server.status());
    return kCannotListen;
  }
  const auto ports = OpenSidePorts(name, config, **server);
  if (!ports.ok()) {
    Refuse(name, ports.status());
    return kCannotListen;
  }
  (*server)->StartServices();
  (*server)->WhenReady([health = ports->health.get()] {
    if (health != nullptr) health->SayServing();
  });
  PrintAddresses(name, **server, *ports);
  shutdown.Wait();
  Drain(**server, ports->health.get(), config.drain(), shutdown);
  LogNotice("stopped");
  return 0;
}

int Refuse(const std::string& name, const absl::Status& status) {
  std::cerr << name << ": " << status.message() << "\n" << status::ChineseOf(status) << "\n";
  return 1;
}

}  // namespace nianbao::rpc
