// How many entries a page holds, and where it begins.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::submission {

// Entries of a page unasked, and at most.
struct PageSizes {
  int by_default = 0;
  int maximum = 0;
};
inline constexpr PageSizes kShortPages = {100, 1000};
// Of lists that programs go through as a whole.
inline constexpr PageSizes kLongPages = {1000, 10'000};

// The size to use for a requested one: 0 means the default, more than the maximum the maximum.
// INVALID_ARGUMENT FIELD_INVALID for a negative one.
absl::StatusOr<int> PageSize(int requested, PageSizes sizes);

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
