#include "libs/rpc/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/libs/rpc/sample_trace.h"

namespace nianbao::rpc {
namespace {

using testing::MatchesRegex;

TEST(Trace, GoesOnAtAPlaceOfItsOwn) {
  const Trace trace = TraceOf(kTraceparent);
  EXPECT_EQ(trace.trace_id, kTraceId);
  EXPECT_THAT(trace.span_id, MatchesRegex("[0-9a-f]{16}"));
  EXPECT_NE(trace.span_id, "00f067aa0ba902b7");
  EXPECT_EQ(TraceparentOf(trace), "00-" + trace.trace_id + "-" + trace.span_id + "-01");
}

TEST(Trace, ALaterVersionMaySayMore) {
  EXPECT_EQ(TraceOf("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more").trace_id, kTraceId);
}

TEST(Trace, BeginsAnewWithoutAHeaderAndWithOneThatIsNone) {
  for (const std::string wrong : {
           "",
           "00",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-\"}",
       }) {
    const Trace trace = TraceOf(wrong);
    EXPECT_THAT(trace.trace_id, MatchesRegex("[0-9a-f]{32}")) << wrong;
    EXPECT_NE(trace.trace_id, kTraceId) << wrong;
    EXPECT_EQ(trace.flags, "00") << wrong;
  }
}

TEST(Trace, NoTwoAreTheSame) {
  EXPECT_NE(TraceOf("").trace_id, TraceOf("").trace_id);
  EXPECT_NE(TraceOf(kTraceparent).span_id, TraceOf(kTraceparent).span_id);
}

}  // namespace
}  // namespace nianbao::rpc
