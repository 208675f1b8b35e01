// The bytes that are hashed and signed: the same for whoever writes them down by docs/proofs.md.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::proof {

// Every integer takes eight bytes, two's complement, the most significant first. Before what varies in length stands
// how much of it there is.
class CanonicalBytes {
 public:
  CanonicalBytes& Integer(int64_t value);
  CanonicalBytes& Text(absl::string_view bytes);
  CanonicalBytes& Figures(absl::Span<const int64_t> figures);
  // Its fields in the order of their numbers.
  CanonicalBytes& Coverage(const aggregation::v1::Coverage& coverage);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace nianbao::proof
