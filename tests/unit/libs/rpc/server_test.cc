#include "libs/rpc/server.h"

#include <gtest/gtest.h>

#include "tests/unit/libs/rpc/health_watch.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

TEST(Server, AMethodThatIsNotKnownIsRefusedAndHarmsNothing) {
  const auto server = Host(
      std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
  const auto channel = OpenChannel(server->address());
  for (const char* method : {"/nianbao.nobody.v1.Nobody/DoNothing", "/nianbao.document.v1.DocumentService/DoNothing",
                             "/", "/x", "/nianbao.submission.v1.EventService/GetHead"}) {
    EXPECT_EQ(CallRaw(channel, method, "").code, grpc::StatusCode::UNIMPLEMENTED) << method;
  }
  const auto stub = DocumentService::NewStub(channel);
  EXPECT_TRUE(CallUnary(*stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest()).ok());
}

}  // namespace
}  // namespace nianbao::rpc
