#include "libs/proof/canonical_bytes.h"

namespace nianbao::proof {

CanonicalBytes& CanonicalBytes::Integer(int64_t value) {
  const auto bits = static_cast<uint64_t>(value);
  for (int shift = 56; shift >= 0; shift -= 8) bytes_.push_back(static_cast<char>(bits >> shift & 0xff));
  return *this;
}

CanonicalBytes& CanonicalBytes::Text(absl::string_view bytes) {
  Integer(static_cast<int64_t>(bytes.size()));
  bytes_.append(bytes.data(), bytes.size());
  return *this;
}

CanonicalBytes& CanonicalBytes::Figures(absl::Span<const int64_t> figures) {
  Integer(static_cast<int64_t>(figures.size()));
  for (const int64_t figure : figures) Integer(figure);
  return *this;
}

CanonicalBytes& CanonicalBytes::Coverage(const aggregation::v1::Coverage& coverage) {
  return Integer(coverage.expected())
      .Integer(coverage.accepted())
      .Integer(coverage.submitted())
      .Integer(coverage.returned())
      .Integer(coverage.missing())
      .Integer(coverage.published())
      .Integer(coverage.backloaded())
      .Integer(coverage.late())
      .Integer(coverage.summaries());
}

}  // namespace nianbao::proof
