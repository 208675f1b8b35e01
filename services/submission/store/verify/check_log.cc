#include <tuple>

#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "services/submission/store/log_rows.h"
#include "services/submission/store/verify/checks.h"
#include "services/submission/store/verify/named_row.h"

namespace nianbao::submission {
namespace {

bool IsBefore(const google::protobuf::Timestamp& a, const google::protobuf::Timestamp& b) {
  return std::make_tuple(a.seconds(), a.nanos()) < std::make_tuple(b.seconds(), b.nanos());
}

}  // namespace

int64_t CheckLogHead(CheckContext& context) {
  const int64_t count = ForEachNamedRow(context.connection, "log_head", [&](const NamedRow& row) {
    context.head.set_log_id(row.Text("log_id"));
    context.head.set_sequence(row.Number("sequence"));
    context.head.set_digest(row.Text("digest"));
    context.roster_version = row.Number("roster_version");
  });
  RowFaults(context.faults, "log_head", "").Expect(count == 1, absl::StrCat("应有 1 行，实有 ", count, " 行"));
  return count;
}

int64_t CheckEvents(CheckContext& context) {
  std::string digest = ChainStart(context.head.log_id());
  google::protobuf::Timestamp time;
  int64_t sequence = 0;
  const int64_t count = ForEachNamedRow(context.connection, "events", [&](const NamedRow& row) {
    RowFaults faults(context.faults, "events", absl::StrCat("第 ", row.Number("sequence"), " 号"));
    faults.Expect(row.Number("sequence") == sequence + 1, absl::StrCat("之前缺第 ", sequence + 1, " 号事件"));
    sequence = row.Number("sequence");
    digest = ChainNext(digest, row.Text("event"));
    faults.Expect(digest == row.Text("digest"), "事件内容与其摘要不符：内容、摘要或前一号事件的摘要被改动");
    // What follows is judged by itself.
    digest = row.Text("digest");
    context.digests.push_back(digest);
    v1::Event event;
    if (!faults.Parse(row.Text("event"), "event", event)) return;
    faults.Expect(event.sequence() == sequence, absl::StrCat("事件自称第 ", event.sequence(), " 号"));
    faults.Expect(!IsBefore(event.time(), time), "时间早于前一号事件");
    time = event.time();
    context.story.Take(event);
  });
  RowFaults head(context.faults, "log_head", "");
  head.Expect(context.head.sequence() == sequence,
              absl::StrCat("记载到第 ", context.head.sequence(), " 号事件，而事件到第 ", sequence, " 号为止"));
  head.Expect(context.head.digest() == digest, "日志头的摘要与最后一号事件不符");
  head.Expect(context.story.IsVersion(context.roster_version, context.story.roster),
              absl::StrCat("名册版本 ", context.roster_version, " 与日志不符"));
  return count;
}

}  // namespace nianbao::submission
