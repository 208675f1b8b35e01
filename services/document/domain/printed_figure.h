// The texts of the figures of a report.
#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::document::domain {

struct PrintedFigure {
  std::string text;
  // The text is a decimal.
  bool number = false;
};

class PrintedFigures {
 public:
  // report must stay and be well-formed; see form::VectorOf.
  explicit PrintedFigures(const form::v1::AnnualReport& report);

  // A number is a decimal in the printed unit, a blank cell empty. What is not applicable shows its raw text where that
  // reads so, otherwise "/". What is unresolved shows its raw text, with "？" behind it where it would read as
  // something else than unresolved.
  PrintedFigure Of(const form::Cell& cell) const;

 private:
  const form::v1::AnnualReport& report_;
  absl::flat_hash_map<absl::string_view, const form::v1::CellMark*> marks_;
};

}  // namespace nianbao::document::domain
