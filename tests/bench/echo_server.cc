// The rival of streamed validation: a stream that sends each request back, read as the message that it is.
#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/server_builder.h>

#include <memory>

#include "nianbao/validation/v1/validation_service.pb.h"
#include "tests/bench/rival_server.h"

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
  return nianbao::bench::ServeUntilStopped("echo_server", "127.0.0.1:0", [&](grpc::ServerBuilder& builder) {
    auto service = std::make_shared<nianbao::bench::EchoService>();
    builder.RegisterCallbackGenericService(service.get());
    return service;
  });
}
