#include "libs/rpc/pull_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using submission::v1::EventService;
using submission::v1::WatchEventsRequest;
using submission::v1::WatchEventsResponse;

// A state with a version; each stream sends the versions it has not sent yet.
struct Versioned {
  std::atomic<int64_t> version{1};
  std::atomic<int> asked{0};

  std::function<StreamProbe::Next()> Open() {
    return [this] {
      return [this, sent = int64_t{0}]() mutable -> absl::StatusOr<std::optional<WatchEventsResponse>> {
        ++asked;
        const int64_t now = version;
        if (now == sent) return std::nullopt;
        sent = now;
        WatchEventsResponse response;
        response.mutable_token()->set_sequence(now);
        return response;
      };
    };
  }
};

struct Reader {
  explicit Reader(Server& server, absl::Duration patience = absl::InfiniteDuration())
      : stub(EventService::NewStub(OpenChannel(server.address()))) {
    if (patience < absl::InfiniteDuration()) context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    stream = stub->WatchEvents(&context, WatchEventsRequest());
  }

  // The next sequence, or -1 at the end.
  int64_t Next() {
    WatchEventsResponse response;
    return stream->Read(&response) ? response.token().sequence() : -1;
  }

  std::unique_ptr<EventService::Stub> stub;
  grpc::ClientContext context;
  std::unique_ptr<grpc::ClientReader<WatchEventsResponse>> stream;
};

TEST(PullStream, SendsWhatIsThereAndWaitsForTheNextKick) {
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open());
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  Reader reader(*server);
  EXPECT_EQ(reader.Next(), 1);
  state.version = 2;
  hub.KickAll();
  EXPECT_EQ(reader.Next(), 2);
  reader.context.TryCancel();
  EXPECT_EQ(reader.Next(), -1);
}

TEST(PullStream, NeverMissesTheLastOfManyKicks) {
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open());
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  Reader reader(*server);
  constexpr int64_t kLast = 5000;
  for (int64_t version = 2; version <= kLast; ++version) {
    state.version = version;
    hub.KickAll();
  }
  int64_t seen = 0;
  while (seen != kLast) {
    const int64_t next = reader.Next();
    ASSERT_GT(next, seen) << "the latest state wins, and never an older one after it";
    seen = next;
  }
}

TEST(PullStream, AsksAfterAWriteOnlyWhenThereIsMoreToSend) {
  Versioned state;
  std::atomic<int> parts_left = 0;
  std::atomic<int> writes_done = 0;
  auto probe = std::make_unique<StreamProbe>(state.Open(), WriteLimit(), [&] {
    ++writes_done;
    if (parts_left == 0) return false;
    --parts_left;
    ++state.version;
    return true;
  });
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  const auto are_done = [&](int writes) {
    const absl::Time late = absl::Now() + absl::Seconds(30);
    while (writes_done < writes && absl::Now() < late) std::this_thread::yield();
    return writes_done >= writes;
  };
  Reader reader(*server, absl::Seconds(60));
  EXPECT_EQ(reader.Next(), 1);
  for (int kick = 1; kick <= 50; ++kick) {
    ASSERT_TRUE(are_done(kick)) << kick;
    ++state.version;
    hub.FanOut();
    EXPECT_EQ(reader.Next(), state.version);
  }
  ASSERT_TRUE(are_done(51));
  EXPECT_EQ(state.asked, 51);
  parts_left = 5;
  const int64_t first = ++state.version;
  hub.KickAll();
  for (int64_t part = first; part <= first + 5; ++part) EXPECT_EQ(reader.Next(), part);
}

TEST(PullStream, AKickDuringAWriteIsNotLostWhenThereIsNoMoreToSend) {
  std::atomic<int64_t> version{1};
  std::atomic<bool> asked = false;
  const StreamProbe::Next next = [&,
                                  sent = int64_t{0}]() mutable -> absl::StatusOr<std::optional<WatchEventsResponse>> {
    if (sent == version) return std::nullopt;
    sent = version;
    asked = true;
    WatchEventsResponse response;
    response.mutable_token()->set_sequence(sent);
    // The first is being written until it is read.
    if (sent == 1) response.mutable_token()->set_log_id(std::string(20 << 20, 'x'));
    return response;
  };
  auto probe = std::make_unique<StreamProbe>([&] { return next; }, WriteLimit(), [] { return false; });
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  Reader reader(*server, absl::Seconds(30));
  while (!asked) std::this_thread::yield();
  version = 2;
  hub.FanOut();
  EXPECT_EQ(reader.Next(), 1);
  EXPECT_EQ(reader.Next(), 2);
  reader.context.TryCancel();
}

TEST(PullStream, AnErrorEndsTheStreamWithItsReason) {
  const StreamProbe::Next fail = []() -> absl::StatusOr<std::optional<WatchEventsResponse>> {
    return status::Error(absl::StatusCode::kFailedPrecondition, "LOG_CHANGED", "after: got another log");
  };
  const auto server = Host(std::make_unique<StreamProbe>([&] { return fail; }));
  Reader reader(*server);
  EXPECT_EQ(reader.Next(), -1);
  EXPECT_EQ(status::ReasonOf(FromGrpc(reader.stream->Finish())), "LOG_CHANGED");
}

TEST(PullStream, DrainingEndsOpenStreams) {
  Versioned state;
  const auto server = Host(std::make_unique<StreamProbe>(state.Open()));
  Reader reader(*server);
  EXPECT_EQ(reader.Next(), 1);
  server->Drain(absl::Seconds(10));
  EXPECT_EQ(reader.Next(), -1);
  EXPECT_EQ(status::ReasonOf(FromGrpc(reader.stream->Finish())), "SHUTTING_DOWN");
}

TEST(PullStream, ReadersMayGoAtAnyTime) {
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open());
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  for (int i = 0; i < 100; ++i) {
    Reader reader(*server);
    state.version = state.version + 1;
    hub.KickAll();
    if (i % 2 == 0) (void)reader.Next();
    reader.context.TryCancel();
    (void)reader.stream->Finish();
  }
}

TEST(PullStream, AFanOutReachesEveryStream) {
  constexpr int kReaders = 200;
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open());
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  std::vector<std::unique_ptr<Reader>> readers;
  for (int i = 0; i < kReaders; ++i) readers.push_back(std::make_unique<Reader>(*server));
  for (const auto& reader : readers) EXPECT_EQ(reader->Next(), 1);
  state.version = 2;
  hub.FanOut();
  for (const auto& reader : readers) EXPECT_EQ(reader->Next(), 2);
  for (const auto& reader : readers) reader->context.TryCancel();
}

TEST(PullStream, ReadersMayGoDuringFanOuts) {
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open());
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  std::atomic<bool> done = false;
  std::thread fan([&] {
    while (!done) {
      ++state.version;
      hub.FanOut();
    }
  });
  for (int i = 0; i < 100; ++i) {
    Reader reader(*server);
    if (i % 2 == 0) (void)reader.Next();
    reader.context.TryCancel();
    (void)reader.stream->Finish();
  }
  done = true;
  fan.join();
}

// A clock that a test moves.
struct Hands {
  std::atomic<int64_t> seconds{0};
  WriteLimit Limit(absl::Duration time) {
    return {.time = time, .clock = [this] { return absl::FromUnixSeconds(seconds); }};
  }
};

TEST(PullStream, AStreamWhoseReaderTakesNothingIsEndedAsStuck) {
  Hands hands;
  std::atomic<bool> asked = false;
  const StreamProbe::Next large = [&]() -> absl::StatusOr<std::optional<WatchEventsResponse>> {
    asked = true;
    WatchEventsResponse response;
    response.mutable_token()->set_log_id(std::string(20 << 20, 'x'));
    return response;
  };
  auto probe = std::make_unique<StreamProbe>([&] { return large; }, hands.Limit(absl::Seconds(60)));
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  Reader reader(*server);
  while (!asked) std::this_thread::yield();
  for (int i = 0; i < 59; ++i) {
    ++hands.seconds;
    hub.FanOut();
  }
  EXPECT_EQ(hub.size(), 1);
  while (hub.size() > 0) {
    ++hands.seconds;
    hub.FanOut();
  }
  EXPECT_EQ(reader.Next(), -1);
  const absl::Status end = FromGrpc(reader.stream->Finish());
  EXPECT_EQ(end.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(status::ReasonOf(end), "READER_STUCK");
  EXPECT_NE(status::ChineseOf(end), "");
}

TEST(PullStream, AStreamThatHasNothingToSendIsNotStuck) {
  Hands hands;
  Versioned state;
  auto probe = std::make_unique<StreamProbe>(state.Open(), hands.Limit(absl::Seconds(60)));
  StreamHub& hub = probe->hub();
  const auto server = Host(std::move(probe));
  Reader reader(*server);
  EXPECT_EQ(reader.Next(), 1);
  // It has been written, and there is nothing further.
  while (state.asked < 2) std::this_thread::yield();
  hands.seconds = 3600;
  hub.FanOut();
  state.version = 2;
  hub.FanOut();
  EXPECT_EQ(reader.Next(), 2);
  reader.context.TryCancel();
}

}  // namespace
}  // namespace nianbao::rpc
