#include "services/aggregation/domain/contribution.h"

namespace nianbao::aggregation {

Contribution& Contribution::operator+=(const Contribution& other) {
  for (size_t i = 0; i < sums.size(); ++i) sums[i] += other.sums[i];
  accepted += other.accepted;
  accepted_beyond_duty += other.accepted_beyond_duty;
  published += other.published;
  backloaded += other.backloaded;
  submitted += other.submitted;
  returned += other.returned;
  return *this;
}

Contribution& Contribution::operator-=(const Contribution& other) {
  for (size_t i = 0; i < sums.size(); ++i) sums[i] -= other.sums[i];
  accepted -= other.accepted;
  accepted_beyond_duty -= other.accepted_beyond_duty;
  published -= other.published;
  backloaded -= other.backloaded;
  submitted -= other.submitted;
  returned -= other.returned;
  return *this;
}

}  // namespace nianbao::aggregation
