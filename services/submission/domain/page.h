// How many entries a page holds, and where it begins.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
// INVALID_ARGUMENT FIELD_INVALID for a negative one.
absl::StatusOr<int> PageSize(int requested, int by_default, int maximum);

// INVALID_ARGUMENT FIELD_INVALID for a page_token that the list never gave.
absl::Status PageTokenInvalid(absl::string_view token);

// What a page has room for: so many entries, of so many bytes together, but never less than one entry.
class PageRoom {
 public:
  PageRoom(int entries, size_t bytes) : entries_(entries), bytes_(bytes) {}
  // Takes an entry of this size in. False for one that has no room.
  bool Take(size_t bytes);

 private:
  int entries_;
  size_t bytes_;
  bool empty_ = true;
};

}  // namespace nianbao::submission
