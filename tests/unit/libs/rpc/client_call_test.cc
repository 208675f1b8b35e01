#include "libs/rpc/client_call.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

// How often a server is asked that answers so at first, and then well; what the caller hears.
struct Asked {
  int times = 0;
  absl::Status heard;
};

Asked AskOneThatSaysFirst(const absl::Status& first, int how_often) {
  std::atomic<int> times = 0;
  const auto server = Host(std::make_unique<UnaryProbe>(
      [&](const Call&, const ReadDocumentRequest&) -> absl::StatusOr<ReadDocumentResponse> {
        if (++times <= how_often) return first;
        return ReadDocumentResponse();
      }));
  const auto stub = DocumentService::NewStub(OpenChannel(server->address()));
  const auto response = CallUnary(*stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest());
  return {times, response.status()};
}

TEST(OpenChannel, RepeatsACallThatTheServerWasNotThereFor) {
  for (const auto& first : {absl::UnavailableError("away"), absl::CancelledError("stops")}) {
    const Asked asked = AskOneThatSaysFirst(first, 2);
    EXPECT_TRUE(asked.heard.ok()) << asked.heard;
    EXPECT_EQ(asked.times, 3) << first;
  }
}

TEST(OpenChannel, GivesUpAfterTheFourthTime) {
  const Asked asked = AskOneThatSaysFirst(absl::CancelledError("stops"), 100);
  EXPECT_TRUE(absl::IsCancelled(asked.heard)) << asked.heard;
  EXPECT_EQ(asked.times, 4);
}

TEST(OpenChannel, DoesNotRepeatWhatWasRefused) {
  const Asked asked = AskOneThatSaysFirst(absl::InvalidArgumentError("wrong"), 1);
  EXPECT_TRUE(absl::IsInvalidArgument(asked.heard)) << asked.heard;
  EXPECT_EQ(asked.times, 1);
}

}  // namespace
}  // namespace nianbao::rpc
