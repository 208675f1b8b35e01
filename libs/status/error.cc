#include "libs/status/error.h"

#include "absl/strings/str_cat.h"

namespace nianbao::status {
namespace {

constexpr int kMaxViolations = 20;
constexpr char kDomain[] = "nianbao";

template <typename Detail>
std::string TypeUrl() {
  return absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name());
}

template <typename Detail>
void Attach(const Detail& detail, absl::Status& status) {
  status.SetPayload(TypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Detail>
Detail DetailOf(const absl::Status& status) {
  Detail detail;
  if (const auto payload = status.GetPayload(TypeUrl<Detail>())) detail.ParseFromString(std::string(*payload));
  return detail;
}

}  // namespace

Error::Error(absl::StatusCode code, absl::string_view reason, absl::string_view message)
    : code_(code), message_(message) {
  info_.set_reason(std::string(reason));
  info_.set_domain(kDomain);
}

Error& Error::Meta(absl::string_view key, absl::string_view value) {
  (*info_.mutable_metadata())[std::string(key)] = std::string(value);
  return *this;
}

Error& Error::Field(absl::string_view path, absl::string_view description) {
  if (bad_request_.field_violations_size() == kMaxViolations) {
    ++omitted_;
    return *this;
  }
  auto& violation = *bad_request_.add_field_violations();
  violation.set_field(std::string(path));
  violation.set_description(std::string(description));
  return *this;
}

Error& Error::Precondition(absl::string_view type, absl::string_view subject, absl::string_view description) {
  if (preconditions_.violations_size() == kMaxViolations) {
    ++omitted_;
    return *this;
  }
  auto& violation = *preconditions_.add_violations();
  violation.set_type(std::string(type));
  violation.set_subject(std::string(subject));
  violation.set_description(std::string(description));
  return *this;
}

Error& Error::Chinese(absl::string_view sentence) {
  localized_.set_locale("zh-CN");
  localized_.set_message(std::string(sentence));
  return *this;
}

Error& Error::RetryAfter(absl::Duration delay) {
  const int64_t ms = absl::ToInt64Milliseconds(delay);
  retry_.mutable_retry_delay()->set_seconds(ms / 1000);
  retry_.mutable_retry_delay()->set_nanos(static_cast<int32_t>(ms % 1000) * 1'000'000);
  return *this;
}

Error::operator absl::Status() const {
  absl::Status status(code_, message_);
  google::rpc::ErrorInfo info = info_;
  if (omitted_ > 0) (*info.mutable_metadata())["omitted"] = absl::StrCat(omitted_);
  Attach(info, status);
  if (bad_request_.field_violations_size() > 0) Attach(bad_request_, status);
  if (preconditions_.violations_size() > 0) Attach(preconditions_, status);
  if (!localized_.message().empty()) Attach(localized_, status);
  if (retry_.has_retry_delay()) Attach(retry_, status);
  return status;
}

absl::Status Annotate(const absl::Status& status, absl::string_view context) {
  if (status.ok()) return status;
  absl::Status annotated(status.code(), absl::StrCat(context, ": ", status.message()));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { annotated.SetPayload(url, payload); });
  return annotated;
}

std::string ReasonOf(const absl::Status& status) { return DetailOf<google::rpc::ErrorInfo>(status).reason(); }

std::string MetaOf(const absl::Status& status, absl::string_view key) {
  const google::rpc::ErrorInfo info = DetailOf<google::rpc::ErrorInfo>(status);
  const auto it = info.metadata().find(std::string(key));
  return it == info.metadata().end() ? "" : it->second;
}

std::string ChineseOf(const absl::Status& status) { return DetailOf<google::rpc::LocalizedMessage>(status).message(); }

}  // namespace nianbao::status
