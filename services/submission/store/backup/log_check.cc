#include "services/submission/store/backup/log_check.h"

#include "absl/strings/str_cat.h"
#include "libs/event_chain/event_chain.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

absl::Status Broken(int64_t sequence, absl::string_view what, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kDataLoss, "STORE_CORRUPT", absl::StrCat("event ", sequence, ": ", what))
      .Meta("sequence", absl::StrCat(sequence))
      .Chinese(absl::StrCat("事件日志在第 ", sequence, " 号事件处不完整：", chinese,
                            "。请用 nianbao verify store 查看数据库哪里受损，并从完好的备份恢复。"));
}

}  // namespace

KeptEvent EventAt(const Row& row) { return {NumberIn(row, 0), TextIn(row, 1), TextIn(row, 2)}; }

LogCheck::LogCheck(const std::string& log_id) : digest_(ChainStart(log_id)) {}

absl::Status LogCheck::Take(const KeptEvent& event) {
  const int64_t next = sequence_ + 1;
  if (event.sequence != next) {
    return Broken(next, absl::StrCat("got ", event.sequence, " in its place"), "这一号事件缺失");
  }
  sequence_ = next;
  digest_ = ChainNext(digest_, event.bytes);
  if (event.digest != digest_) return Broken(next, "got another digest than that of the chain", "内容与其摘要不符");
  return absl::OkStatus();
}

absl::Status LogCheck::End(int64_t sequence, absl::string_view digest) const {
  if (sequence == sequence_ && digest == digest_) return absl::OkStatus();
  return Broken(sequence_, absl::StrCat("got a log that ends here, want ", sequence), "日志头与最后一号事件不符");
}

}  // namespace nianbao::submission
