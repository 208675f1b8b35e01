// Copies values into memory that is given back as a whole.
#pragma once

#include <memory>
#include <memory_resource>
#include <type_traits>

#include "absl/types/span.h"

namespace nianbao::aggregation {

template <typename T>
absl::Span<const T> LayDown(absl::Span<const T> values, std::pmr::memory_resource& memory) {
  static_assert(std::is_trivially_destructible_v<T>);
  if (values.empty()) return {};
  T* const place = static_cast<T*>(memory.allocate(values.size() * sizeof(T), alignof(T)));
  std::uninitialized_copy(values.begin(), values.end(), place);
  return {place, values.size()};
}

}  // namespace nianbao::aggregation
