// The rival of submitting: SubmitFiling of a service that sends the report back.
#include <grpcpp/server_builder.h>

#include <memory>

#include "nianbao/submission/v1/submission_service.grpc.pb.h"
#include "tests/bench/rival_server.h"

namespace nianbao::bench {
namespace {

class EchoSubmission final : public submission::v1::SubmissionService::CallbackService {
  grpc::ServerUnaryReactor* SubmitFiling(grpc::CallbackServerContext* context,
                                         const submission::v1::SubmitFilingRequest* request,
                                         submission::v1::SubmitFilingResponse* response) override {
    submission::v1::Filing& filing = *response->mutable_filing();
    filing.set_name(request->filing());
    *filing.mutable_open_revision()->mutable_report() = request->report();
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

}  // namespace
}  // namespace nianbao::bench

int main() {
  return nianbao::bench::ServeUntilStopped("submission_echo", "127.0.0.1:0", [&](grpc::ServerBuilder& builder) {
    auto service = std::make_shared<nianbao::bench::EchoSubmission>();
    builder.RegisterService(service.get());
    return service;
  });
}
