#include "services/document/domain/limits.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::document::domain {
namespace {

constexpr int kCellsBetweenLooksAtTheClock = 1'000;

absl::Status Exceeded(absl::string_view limit, absl::string_view max) {
  return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE",
                       absl::StrCat("content: got more than ", max, " ", limit, ", want at most that many"))
      .Meta("limit", limit)
      .Meta("max", max)
      .Chinese(absl::StrCat("文件超出读取上限（", limit, " 最多 ", max,
                            "），不像一份年度报告，未读取。请检查是否选错了文件，或只保留报告本身另存一份。"));
}

absl::Status TooSlow(absl::string_view limit, absl::Duration max) {
  const std::string text = absl::FormatDuration(max);
  return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_SLOW",
                       absl::StrCat("content: got no result within ", text))
      .Meta("limit", limit)
      .Meta("max", text)
      .Chinese(absl::StrCat("这份文件在 ", text, " 内没有读完，已放弃读取。请检查文件是否正常，必要时另存一份再试。"));
}

}  // namespace

absl::Status MemoryExceeded(size_t bytes_max) {
  const size_t megabytes = bytes_max >> 20;
  return status::Error(absl::StatusCode::kResourceExhausted, "DOCUMENT_TOO_LARGE",
                       absl::StrCat("content: got a document that needs more memory than is left of ", megabytes,
                                    " MB, want one that needs less"))
      .Meta("limit", "memory")
      .Meta("max", absl::StrCat(bytes_max))
      .Chinese(
          absl::StrCat("读取这份文件所需的内存超过上限（共 ", megabytes,
                       " MB，同时读取的文件合用），未读取。请只保留报告本身另存一份；如文件不大，请稍后单独重试。"));
}

Budget::Budget(const Limits& limits) : limits_(limits), deadline_(absl::Now() + limits.time_max) {}

absl::Status Budget::CheckAtMost(absl::string_view limit, size_t value, size_t max) {
  return value <= max ? absl::OkStatus() : Exceeded(limit, absl::StrCat(max));
}

absl::Status Budget::SpendCells(int cells) {
  const int looks = cells_ / kCellsBetweenLooksAtTheClock;
  cells_ += cells;
  RETURN_IF_ERROR(CheckAtMost("cells", cells_, limits_.cells_max));
  return cells_ / kCellsBetweenLooksAtTheClock == looks ? absl::OkStatus() : CheckTime();
}

absl::Status Budget::SpendUnpacked(size_t bytes) {
  unpacked_bytes_ += bytes;
  return CheckAtMost("unpacked_bytes", unpacked_bytes_, limits_.unpacked_bytes_max);
}

absl::Status Budget::CheckTime() const {
  if (absl::Now() <= deadline_) return absl::OkStatus();
  return TooSlow("time", limits_.time_max);
}

absl::Status Budget::CheckOfficeTime(absl::Time start) const {
  if (absl::Now() - start <= limits_.office_time_max) return absl::OkStatus();
  return TooSlow("office_time", limits_.office_time_max);
}

void Budget::PauseSince(absl::Time start) { deadline_ += absl::Now() - start; }

}  // namespace nianbao::document::domain
