#include "libs/rpc/drain.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "libs/rpc/call_log.h"

namespace nianbao::rpc {
namespace {

constexpr absl::Duration kGrace = absl::Seconds(10);

absl::Duration FromProto(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

}  // namespace

void Drain(Server& server, HealthPort* health, const config::v1::Drain& drain, ShutdownSignal& shutdown) {
  const absl::Duration announce = FromProto(drain.announce());
  const absl::Duration grace = drain.has_grace() ? FromProto(drain.grace()) : kGrace;
  server.SayNotServing();
  if (health != nullptr) health->SayNotServing();
  LogNotice(absl::StrCat("not serving from now on; calls are taken for another ", absl::FormatDuration(announce)));
  shutdown.Wait(announce);
  LogNotice(absl::StrCat("draining; calls may finish within ", absl::FormatDuration(grace)));
  server.Drain(grace);
}

}  // namespace nianbao::rpc
