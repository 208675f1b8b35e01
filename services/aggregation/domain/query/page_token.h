// Where a list goes on.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/digest/sm3.h"
#include "nianbao/aggregation/v1/page_token.pb.h"

namespace nianbao::aggregation {

// SM3 of what is asked, whichever page of it.
template <typename Request>
std::string QuestionOf(Request request) {
  request.clear_page_token();
  request.clear_page_size();
  if constexpr (requires { request.clear_min_sequence(); }) request.clear_min_sequence();
  return digest::Sm3({Request::descriptor()->full_name(), digest::CanonicalBytes(request)});
}

// The token as text; INVALID_ARGUMENT FIELD_INVALID for one that another question gave. Without one, the beginning.
absl::StatusOr<v1::PageToken> ReadPageToken(absl::string_view text, const std::string& question);

template <typename Request>
absl::StatusOr<v1::PageToken> PageStart(const Request& request) {
  return ReadPageToken(request.page_token(), QuestionOf(request));
}

// The token of the page that begins after an organ.
std::string PageAfter(v1::PageToken page, const std::string& organ);

// The refusal of a token.
absl::Status PageTokenInvalid();

}  // namespace nianbao::aggregation
