// The figures that rules read: of the report, and of those that it is compared with.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "libs/form/cell_vector.h"
#include "libs/rulebook/compile.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::validation::domain {

// The figures of one report, or of several added up: wide enough for any sum of reports.
struct FigureVector {
  std::array<absl::int128, rulebook::kFigureCount> values{};
  std::array<form::CellState, rulebook::kFigureCount> states{};
};

class Figures {
 public:
  // INVALID_ARGUMENT REPORT_MALFORMED or CELL_VECTOR_MALFORMED when a report contradicts itself, saying which.
  static absl::StatusOr<Figures> Of(const v1::ValidateReportRequest& request);

  // Whether there is a report of this source at all.
  bool Has(v1::Term::Source source) const { return sources_[source].has_value(); }
  absl::int128 value(rulebook::Position at) const { return sources_[at.source]->values[at.index]; }
  form::CellState state(rulebook::Position at) const { return sources_[at.source]->states[at.index]; }
  const FigureVector& of(v1::Term::Source source) const { return *sources_[source]; }

  // Titles of the organs whose report the parts lack.
  const std::vector<std::string>& missing_parts() const { return missing_parts_; }

 private:
  absl::Status ReadPriors(const v1::Context& context);
  absl::Status ReadParts(const v1::Context& context);

  std::array<std::optional<FigureVector>, 4> sources_;
  std::vector<std::string> missing_parts_;
};

}  // namespace nianbao::validation::domain
