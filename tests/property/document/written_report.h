// Made-up reports for the promise of the writers.
#pragma once

#include "nianbao/form/v1/annual_report.pb.h"
#include "tests/property/document/rng.h"

namespace nianbao::testing {

struct WrittenReport {
  form::v1::AnnualReport report;
  // What has to be read back: the same, but for the spaces and empty lines around its paragraphs, and for the sentence
  // that is printed where the report has figures on fees and no text with them.
  form::v1::AnnualReport expected;
  // Holds cells whose text is no figure.
  bool has_doubts = false;
};

// Figures of all sizes, blanks, signs of "not applicable", now and then texts that are no figures; texts with whatever
// means something in one of the formats.
WrittenReport GenerateWritten(Rng& rng);

}  // namespace nianbao::testing
