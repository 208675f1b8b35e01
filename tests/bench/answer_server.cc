// The rival of reads: a bare server that answers with what was recorded.
#include <grpcpp/server_builder.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <unordered_map>

#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "tests/bench/bytes_of.h"
#include "tests/bench/recording.h"
#include "tests/bench/rival_server.h"

namespace nianbao::bench {
namespace {

using aggregation::v1::AggregationService;

class AnswerService final : public AggregationService::WithRawCallbackMethod_GetAggregate<AggregationService::Service> {
 public:
  explicit AnswerService(const Recording& recording) {
    for (const auto& [request, answers] : recording) {
      const grpc::Slice slice(answers.at(0));
      answers_.emplace(request, grpc::ByteBuffer(&slice, 1));
    }
  }

  grpc::ServerUnaryReactor* GetAggregate(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    const auto found = answers_.find(BytesOf(*request));
    if (found == answers_.end()) {
      reactor->Finish({grpc::StatusCode::NOT_FOUND, "nothing is recorded for this request"});
    } else {
      *response = found->second;
      reactor->Finish(grpc::Status::OK);
    }
    return reactor;
  }

 private:
  std::unordered_map<std::string, grpc::ByteBuffer> answers_;
};

int Run(int argc, char** argv) {
  CLI::App app("Answers GetAggregate with what read_load recorded.", "answer_server");
  std::string listen;
  std::string recording;
  app.add_option("--listen", listen, "HOST:PORT")->required();
  app.add_option("--recording", recording, "file that read_load wrote")->required();
  CLI11_PARSE(app, argc, argv);
  return ServeUntilStopped("answer_server", listen, [&](grpc::ServerBuilder& builder) {
    auto service = std::make_shared<AnswerService>(ReadRecording(recording));
    builder.RegisterService(service.get());
    return service;
  });
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  try {
    return nianbao::bench::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "answer_server: " << error.what() << "\n";
    return 1;
  }
}
