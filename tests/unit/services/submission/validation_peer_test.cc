#include "services/submission/peer/validation_peer.h"

#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "libs/rpc/client_call.h"
#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"
#include "tests/unit/services/submission/refusal.h"
#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
namespace {

// Says how many figures it was shown, or refuses.
class Rules final : public validation::v1::ValidationService::Service {
 public:
  grpc::Status ValidateReport(grpc::ServerContext*, const validation::v1::ValidateReportRequest* request,
                              validation::v1::ValidateReportResponse* response) override {
    if (request->report().year() == 0) {
      return rpc::ToGrpc(status::Error(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED", "report: got no year")
                             .Chinese("年报没有年度。"));
    }
    response->mutable_verdict()->set_rulebook_version(request->context().prior_size() > 0 ? "with prior"
                                                                                          : "without prior");
    return grpc::Status::OK;
  }
};

class ValidationPeerTest : public testing::Test {
 protected:
  ValidationPeerTest() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&rules_);
    server_ = builder.BuildAndStart();
    address_ = "127.0.0.1:" + std::to_string(port);
  }

  Rules rules_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  ValidationPeer peer_{absl::Seconds(20)};
};

TEST_F(ValidationPeerTest, SendsTheReportAndThePriorOne) {
  peer_.Connect(rpc::OpenChannel(address_));
  const form::v1::AnnualReport prior = Report(2023, 1);
  EXPECT_EQ(peer_.Validate(Report(2024, 1), nullptr)->rulebook_version(), "without prior");
  EXPECT_EQ(peer_.Validate(Report(2024, 1), &prior)->rulebook_version(), "with prior");
}

TEST_F(ValidationPeerTest, PassesOnWhyAReportCannotBeJudged) {
  peer_.Connect(rpc::OpenChannel(address_));
  EXPECT_THAT(peer_.Validate({}, nullptr), IsRefused(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED"));
}

TEST_F(ValidationPeerTest, IsUnavailableBeforeItIsConnectedAndWhenNobodyAnswers) {
  EXPECT_EQ(peer_.Validate(Report(2024, 1), nullptr).status().code(), absl::StatusCode::kUnavailable);
  server_->Shutdown();
  peer_.Connect(rpc::OpenChannel(address_));
  EXPECT_EQ(peer_.Validate(Report(2024, 1), nullptr).status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace nianbao::submission
