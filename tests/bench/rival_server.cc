#include "tests/bench/rival_server.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <chrono>
#include <csignal>
#include <iostream>

#include "libs/rpc/deadlock_search.h"

namespace nianbao::bench {

int ServeUntilStopped(const std::string& name, const std::string& listen,
                      const std::function<std::shared_ptr<void>(grpc::ServerBuilder&)>& offer) {
  rpc::LeaveOutDeadlockSearch();
  // Before there are threads, which inherit it.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  const std::shared_ptr<void> offered = offer(builder);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    std::cerr << name << ": cannot listen on " << listen << "\n";
    return 1;
  }
  std::cout << name << " listening on 127.0.0.1:" << port << std::endl;
  int signal = 0;
  sigwait(&stop, &signal);
  server->Shutdown(std::chrono::system_clock::now());
  return 0;
}

}  // namespace nianbao::bench
