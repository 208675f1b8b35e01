// Errors as values: an absl::Status that carries exactly one google.rpc.ErrorInfo.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"

namespace nianbao::status {

// Builds an error. Converts to absl::Status and absl::StatusOr<T>:
//
//   return status::Error(absl::StatusCode::kNotFound, "ORGAN_UNKNOWN", "organ: got organs/x, want one of the roster")
//       .Meta("organ", "organs/x").Chinese("名册中没有机关 organs/x。");
//
// reason is UPPER_SNAKE and stands in docs/error_reasons.md. message is for developers: lower case, no full stop,
// "path: got, want". Chinese() is for people.
class [[nodiscard]] Error {
 public:
  Error(absl::StatusCode code, absl::string_view reason, absl::string_view message);

  // A variable of the message, under a lowerCamel key.
  Error& Meta(absl::string_view key, absl::string_view value);
  // A bad field of the request, by its proto path. At most 20 are kept; the rest is counted in metadata "omitted".
  Error& Field(absl::string_view path, absl::string_view description);
  // A failed precondition: type is a word such as "RULE", subject what it concerns. At most 20 are kept, as for Field.
  Error& Precondition(absl::string_view type, absl::string_view subject, absl::string_view description);
  // The sentence to show a user, in simplified Chinese.
  Error& Chinese(absl::string_view sentence);
  // When a retry may succeed.
  Error& RetryAfter(absl::Duration delay);

  operator absl::Status() const;
  template <typename T>
  operator absl::StatusOr<T>() const {
    return absl::Status(*this);
  }

 private:
  absl::StatusCode code_;
  std::string message_;
  google::rpc::ErrorInfo info_;
  google::rpc::BadRequest bad_request_;
  google::rpc::PreconditionFailure preconditions_;
  google::rpc::LocalizedMessage localized_;
  google::rpc::RetryInfo retry_;
  int omitted_ = 0;
};

// The same error with `context: ` before its message; OK stays OK.
absl::Status Annotate(const absl::Status& status, absl::string_view context);

// ErrorInfo.reason, or "" when the status carries none.
std::string ReasonOf(const absl::Status& status);
// ErrorInfo.metadata[key], or "".
std::string MetaOf(const absl::Status& status, absl::string_view key);
// The Chinese sentence, or "" when the status carries none.
std::string ChineseOf(const absl::Status& status);

}  // namespace nianbao::status
