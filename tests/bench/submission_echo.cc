// The rival of submitting: SubmitFiling of a service that sends the report back.
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <csignal>
#include <iostream>
#include <memory>

#include "libs/rpc/deadlock_search.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

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
  // As the services do.
  nianbao::rpc::LeaveOutDeadlockSearch();
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  nianbao::bench::EchoSubmission service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::cout << "submission_echo listening on 127.0.0.1:" << port << std::endl;
  int signal = 0;
  sigwait(&stop, &signal);
  server->Shutdown(std::chrono::system_clock::now());
}
