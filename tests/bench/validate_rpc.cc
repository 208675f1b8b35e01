// Loads a server with reports to validate over one stream, and prints how many answers a second came.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/bench/stream_load.h"
#include "tests/bench/subject.h"

namespace nianbao::bench {
namespace {

// Every server answers in a way of its own; that of the validation service is a verdict without findings.
void CheckAnswer(const std::string& method, const std::string& bytes) {
  if (method != "/nianbao.validation.v1.ValidationService/ValidateReports") return;
  validation::v1::ValidateReportsResponse answer;
  if (!answer.ParseFromString(bytes) || answer.has_error() || !answer.has_verdict() ||
      answer.verdict().error_count() != 0) {
    throw std::runtime_error("want a verdict without errors, got " + answer.ShortDebugString());
  }
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  CLI::App app("Loads a server with reports to validate.", "validate_rpc");
  std::string address;
  std::string method;
  int in_flight = 64;
  double seconds = 2;
  app.add_option("--server", address, "IP:PORT")->required();
  app.add_option("--method", method, "/package.Service/Method")->required();
  app.add_option("--in-flight", in_flight, "requests without an answer yet")->capture_default_str();
  app.add_option("--seconds", seconds, "time to measure")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  nianbao::validation::v1::ValidateReportsRequest request;
  request.set_id(1);
  *request.mutable_request() = nianbao::bench::ConsistentRequest();
  const std::string bytes = request.SerializeAsString();
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const auto load = nianbao::bench::LoadStream(channel, method, bytes, in_flight, seconds);
  nianbao::bench::CheckAnswer(method, load.answer);
  std::cout << nlohmann::json{{"answers", load.answers},
                              {"answers_in_all", load.answers_in_all},
                              {"seconds", load.seconds},
                              {"request_bytes", bytes.size()},
                              {"answer_bytes", load.answer.size()}}
            << std::endl;
}
