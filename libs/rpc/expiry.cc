#include "libs/rpc/expiry.h"

#include <utility>

#include "libs/status/error.h"

namespace nianbao::rpc {

void Expiry::Watch(absl::Time time, std::weak_ptr<HubStream> stream) {
  if (time == absl::InfiniteFuture()) return;
  alarm_ = std::make_unique<grpc::Alarm>();
  alarm_->Set(absl::ToChronoTime(time), [stream = std::move(stream)](bool expired) {
    const std::shared_ptr<HubStream> ended = stream.lock();
    if (!expired || ended == nullptr) return;
    ended->End(status::Error(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED",
                             "stream: ended with the token of its caller, resume with the last token of the stream")
                   .Chinese("登录凭证已到期，数据流已结束。请重新登录，再从上次的位置继续。"));
  });
}

}  // namespace nianbao::rpc
