#include "libs/rpc/unary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

absl::StatusOr<ReadDocumentResponse> Ask(Server& server, const ReadDocumentRequest& request,
                                         const CallOptions& options = {}) {
  const auto stub = DocumentService::NewStub(OpenChannel(server.address()));
  return CallUnary(*stub, &DocumentService::Stub::ReadDocument, request, options);
}

TEST(Unary, PassesTheNameTheCallerGaveItself) {
  const auto server = Host(std::make_unique<UnaryProbe>([](const Call& call, const ReadDocumentRequest&) {
    ReadDocumentResponse response;
    response.mutable_report()->set_organ_name(call.actor + " " + call.method);
    return response;
  }));
  const auto response = Ask(*server, {}, {.actor = "填报人"});
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->report().organ_name(), "填报人 ReadDocument");
}

TEST(Unary, CarriesAnErrorsDetailsOverTheWire) {
  const auto server = Host(std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) {
    return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN", "organ: got organs/x, want one of the roster")
        .Meta("organ", "organs/x")
        .Chinese("名册中没有这个机关。")
        .
        operator absl::StatusOr<ReadDocumentResponse>();
  }));
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "organ: got organs/x, want one of the roster");
  EXPECT_EQ(status::ReasonOf(status), "ORGAN_UNKNOWN");
  EXPECT_EQ(status::MetaOf(status, "organ"), "organs/x");
  EXPECT_EQ(status::ChineseOf(status), "名册中没有这个机关。");
}

TEST(Unary, CutsDetailsThatWouldNotFitTheWireAndSaysHowMany) {
  const auto server = Host(std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) {
    auto error = status::Error(absl::StatusCode::kInvalidArgument, "ROSTER_INVALID", "organs: bad");
    for (int i = 0; i < 25; ++i) error.Field(absl::StrCat("organs[", i, "]"), std::string(600, 'x'));
    return error.operator absl::StatusOr<ReadDocumentResponse>();
  }));
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_EQ(status::ReasonOf(status), "ROSTER_INVALID") << status;
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(
      bad_request.ParseFromString(std::string(status.GetPayload("type.googleapis.com/google.rpc.BadRequest").value())));
  EXPECT_GT(bad_request.field_violations_size(), 0);
  EXPECT_LE(bad_request.ByteSizeLong(), static_cast<size_t>(kDetailBytesMax));
  EXPECT_EQ(status::MetaOf(status, "omitted"), absl::StrCat(25 - bad_request.field_violations_size()));
}

TEST(Unary, AnErrorThatEchoesALongTextStillArrivesWithItsReason) {
  const std::string name(1 << 20, 'x');
  std::string characters;
  for (int i = 0; i < 5000; ++i) characters += "汉";
  const auto server = Host(std::make_unique<UnaryProbe>([&](const Call&, const ReadDocumentRequest&) {
    return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN", "organ: got " + characters)
        .Meta("organ", name)
        .Field("organ", name)
        .Chinese("没有机关 " + characters)
        .
        operator absl::StatusOr<ReadDocumentResponse>();
  }));
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound) << status;
  EXPECT_EQ(status::ReasonOf(status), "ORGAN_UNKNOWN");
  EXPECT_THAT(status::ChineseOf(status), testing::StartsWith("没有机关 汉"));
  EXPECT_THAT(status::ChineseOf(status), testing::HasSubstr("汉…汉")) << "cut between characters";
}

TEST(Unary, WhatAnErrorSaysOfALongTextStillArrives) {
  const std::string name(1 << 20, 'x');
  const auto server = Host(std::make_unique<UnaryProbe>([&](const Call&, const ReadDocumentRequest&) {
    return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                         "node: got " + name + ", want organs/{id}")
        .Field("node", "got " + name + ", want organs/{id}")
        .Chinese("“" + name + "”不是机关的名称。")
        .
        operator absl::StatusOr<ReadDocumentResponse>();
  }));
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_THAT(std::string(status.message()), testing::EndsWith("xx, want organs/{id}"));
  EXPECT_THAT(status::ChineseOf(status), testing::StartsWith("“xx"));
  EXPECT_THAT(status::ChineseOf(status), testing::EndsWith("xx”不是机关的名称。"));
}

TEST(Unary, TellsNothingOfAnException) {
  const auto server = Host(
      std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) -> absl::StatusOr<ReadDocumentResponse> {
        throw std::runtime_error("secret path /etc/passwd");
      }));
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(status.message(), "internal error");
}

TEST(Unary, RefusesARequestAboveItsLimitBeforeTheHandlerRuns) {
  bool ran = false;
  const auto server = Host(std::make_unique<UnaryProbe>([&](const Call&, const ReadDocumentRequest&) {
    ran = true;
    return ReadDocumentResponse();
  }));
  ReadDocumentRequest request;
  request.set_content(std::string(kRequestBytesMax + 1, 'x'));
  EXPECT_EQ(status::ReasonOf(Ask(*server, request).status()), "MESSAGE_TOO_LARGE");
  EXPECT_FALSE(ran);
}

TEST(Unary, ExplainsAMessageThatIsTooLargeForTheWire) {
  const auto server = Host(
      std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
  ReadDocumentRequest request;
  request.set_content(std::string(64 << 20, 'x'));
  EXPECT_EQ(status::ReasonOf(Ask(*server, request).status()), "MESSAGE_TOO_LARGE");
}

TEST(Unary, ShedsCallsWhenTheQueueIsFullAndSaysWhenToRetry) {
  const auto server = Host(std::make_unique<UnaryProbe>(
      [](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }, /*threads=*/1, /*queue_max=*/0));
  // A queue of zero admits nothing at all.
  const absl::Status status = Ask(*server, {}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status::ReasonOf(status), "OVERLOADED");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.RetryInfo").has_value());
}

TEST(Unary, AServerThatIsNotThereIsUnavailableInWords) {
  std::string address;
  {
    const auto server = Host(
        std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
    address = server->address();
  }
  const auto stub = DocumentService::NewStub(OpenChannel(address));
  const absl::Status status = CallUnary(*stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest()).status();
  EXPECT_EQ(status::ReasonOf(status), "PEER_UNAVAILABLE") << status;
  EXPECT_FALSE(status::ChineseOf(status).empty());
}

TEST(Unary, ACallThatAProxyBreaksOffIsUnavailable) {
  const absl::Status status =
      FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "Received RST_STREAM with error code 2"));
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_EQ(status::ReasonOf(status), "PEER_UNAVAILABLE");
}

TEST(Unary, AMistakeOfTheServerStaysInternal) {
  EXPECT_TRUE(absl::IsInternal(FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "something else"))));
}

}  // namespace
}  // namespace nianbao::rpc
