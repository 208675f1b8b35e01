// The rival of streamed validation: a stream that sends each request back, read as the message that it is.
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <csignal>
#include <iostream>
#include <memory>

#include "libs/rpc/deadlock_search.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::bench {
namespace {

using Message = validation::v1::ValidateReportsRequest;
using Wire = grpc::SerializationTraits<Message>;

class EchoStream final : public grpc::ServerGenericBidiReactor {
 public:
  EchoStream() { StartRead(&bytes_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    bool own = false;
    grpc::Status status = Wire::Deserialize(&bytes_, &message_);
    if (status.ok()) status = Wire::Serialize(message_, &bytes_, &own);
    if (!status.ok()) return Finish(status);
    StartWrite(&bytes_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    bytes_.Clear();
    StartRead(&bytes_);
  }

  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer bytes_;
  Message message_;
};

class EchoService final : public grpc::CallbackGenericService {
  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override { return new EchoStream; }
};

}  // namespace
}  // namespace nianbao::bench

int main() {
  // As the services do.
  nianbao::rpc::LeaveOutDeadlockSearch();
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  nianbao::bench::EchoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterCallbackGenericService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::cout << "echo_server listening on 127.0.0.1:" << port << std::endl;
  int signal = 0;
  sigwait(&stop, &signal);
  server->Shutdown(std::chrono::system_clock::now());
}
