// Reports of a synthetic nation.
#pragma once

#include <cstdint>

#include "nianbao/form/v1/annual_report.pb.h"
#include "tests/scale/nation.h"

namespace nianbao::scale {

// Reports of which no rule has anything to say but that they are late: sums, balances and what is carried from year to
// year hold. Magnitudes resemble those of published reports: most organs have few applications, some have hundreds.
class ReportMaker {
 public:
  // text_bytes: about the length of the written sections together.
  ReportMaker(uint64_t seed, int first_year, int text_bytes)
      : seed_(seed), first_year_(first_year), text_bytes_(text_bytes) {}

  // The same for the same arguments. Thread-safe.
  form::v1::AnnualReport Make(const Reporter& reporter, size_t number, int year) const;

 private:
  const uint64_t seed_;
  const int first_year_;
  const int text_bytes_;
};

}  // namespace nianbao::scale
