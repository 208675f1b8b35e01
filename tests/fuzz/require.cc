#include "tests/fuzz/require.h"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/refusal_fault.h"

namespace nianbao::fuzz {

void Require(bool holds, absl::string_view promise, absl::string_view detail) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN PROMISE: %s: %s\n", std::string(promise).c_str(), std::string(detail).c_str());
  std::abort();
}

void ExpectDocumented(const absl::Status& refusal) {
  const std::string fault = testing::FaultOfRefusal(refusal);
  Require(fault.empty(), "a refusal says why", absl::StrCat(fault, ": ", refusal.ToString()));
}

}  // namespace nianbao::fuzz
