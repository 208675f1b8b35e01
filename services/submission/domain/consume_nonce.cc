#include "services/submission/domain/consume_nonce.h"

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/timestamp.h"

namespace nianbao::submission {
namespace {

using identity::v1::ConsumeNonceRequest;
using identity::v1::ConsumeNonceResponse;

constexpr size_t kClientBytesMax = 64;
constexpr size_t kNonceBytesMin = 16;
constexpr size_t kNonceBytesMax = 64;
constexpr absl::Duration kLifeMax = absl::Hours(1);

absl::Status CheckFields(const ConsumeNonceRequest& request, absl::Time now) {
  FieldErrors errors;
  if (request.client().empty() || request.client().size() > kClientBytesMax) {
    errors.Add("client", absl::StrCat("got ", request.client().size(), " bytes, want 1 to ", kClientBytesMax),
               "调用方标识应为 1 至 64 字节");
  }
  if (request.nonce().size() < kNonceBytesMin || request.nonce().size() > kNonceBytesMax) {
    errors.Add("nonce",
               absl::StrCat("got ", request.nonce().size(), " bytes, want ", kNonceBytesMin, " to ", kNonceBytesMax),
               "随机数应为 16 至 64 字节");
  }
  const absl::Time expire = FromTimestamp(request.expire_time());
  if (expire <= now || expire > now + kLifeMax) {
    errors.Add("expire_time",
               absl::StrCat("got ", absl::FormatTime(expire, absl::UTCTimeZone()), ", want a time within an hour from ",
                            absl::FormatTime(now, absl::UTCTimeZone())),
               "有效期应在此后一小时之内，请核对网关与服务的时钟");
  }
  return errors.ToStatus();
}

}  // namespace

absl::StatusOr<ConsumeNonceResponse> ConsumeNonce(NonceBook& nonces, const Clock& clock,
                                                  const ConsumeNonceRequest& request) {
  const absl::Time now = clock.Now();
  RETURN_IF_ERROR(CheckFields(request, now));
  RETURN_IF_ERROR(nonces.Consume({request.client(), request.nonce(), FromTimestamp(request.expire_time())}, now));
  return ConsumeNonceResponse();
}

}  // namespace nianbao::submission
