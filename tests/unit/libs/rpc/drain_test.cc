#include "libs/rpc/drain.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <thread>

#include "absl/synchronization/notification.h"
#include "tests/unit/libs/rpc/health_watch.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;

config::v1::Drain Announced(absl::Duration announce) {
  config::v1::Drain drain;
  drain.mutable_announce()->set_seconds(absl::ToInt64Seconds(announce));
  drain.mutable_grace()->set_seconds(60);
  return drain;
}

absl::Status Ask(DocumentService::Stub& stub) {
  return CallUnary(stub, &DocumentService::Stub::ReadDocument, ReadDocumentRequest()).status();
}

absl::Status AskAnew(const std::string& address) {
  const auto stub = DocumentService::NewStub(OpenChannel(address));
  return Ask(*stub);
}

// Held back from the start, or a signal would end the test.
class DrainTest : public testing::Test {
 protected:
  ShutdownSignal shutdown_;
};

TEST_F(DrainTest, HealthSaysSoWhileCallsAreStillTakenUntilToldAgain) {
  const auto server = Host(
      std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); }));
  const auto health = HealthPort::Listen("127.0.0.1:0", server->service_names()).value();
  health->SayServing();
  auto main = std::make_unique<HealthWatch>(OpenChannel(server->address()));
  HealthWatch side(OpenChannel(health->address()));
  EXPECT_EQ(main->Next(), Health::kServing);
  EXPECT_EQ(side.Next(), Health::kServing);
  const std::string address = server->address();

  std::thread drain([&] { Drain(*server, health.get(), Announced(absl::Hours(1)), shutdown_); });
  EXPECT_EQ(side.Next(), Health::kNotServing);
  EXPECT_EQ(main->Next(), Health::kNotServing);
  // The server would wait for it, as for every call.
  main.reset();
  EXPECT_TRUE(AskAnew(address).ok()) << "it still takes calls";
  kill(getpid(), SIGTERM);
  drain.join();
  EXPECT_EQ(AskAnew(address).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(HealthOf(OpenChannel(health->address())), Health::kNotServing) << "to the end";
}

TEST_F(DrainTest, ACallInFlightFinishesWhileANewOneIsRefusedSoThatItCanBeRepeated) {
  absl::Notification begun;
  absl::Notification finish;
  std::atomic<bool> first = true;
  const auto server = Host(std::make_unique<UnaryProbe>(
      [&](const Call&, const ReadDocumentRequest&) {
        if (first.exchange(false)) {
          begun.Notify();
          finish.WaitForNotification();
        }
        return ReadDocumentResponse();
      },
      /*threads=*/2));
  const auto stub = DocumentService::NewStub(OpenChannel(server->address()));
  absl::Status in_flight = absl::UnknownError("not answered");
  std::thread caller([&] { in_flight = Ask(*stub); });
  begun.WaitForNotification();

  std::thread drain([&] { Drain(*server, nullptr, Announced(absl::ZeroDuration()), shutdown_); });
  absl::Status refused;
  while (refused.ok()) refused = Ask(*stub);
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable) << refused;
  finish.Notify();
  caller.join();
  EXPECT_TRUE(in_flight.ok()) << in_flight;
  drain.join();
}

}  // namespace
}  // namespace nianbao::rpc
