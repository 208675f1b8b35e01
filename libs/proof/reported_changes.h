// What the events of a log say of the reports of a year.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "libs/form/cell_vector.h"
#include "nianbao/aggregation/v1/root_link.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::proof {

// What became of one report.
struct ReportedChange {
  // Whether its figures were accepted or revoked, rather than sent in, returned or published only.
  bool moves_figures = false;
  // Those that stand in the end; none once they are revoked. Of no meaning unless moves_figures.
  std::optional<form::CellVector> figures;
};

// By organ and scope.
using ReportedChanges = absl::btree_map<std::pair<std::string, form::v1::Scope>, ReportedChange>;

// Follows the events from the position of the one root to that of the other, which has to be the event that sealed the
// node, and keeps what they say of reports of the year. DATA_LOSS LINK_EVENTS_WRONG.
absl::StatusOr<ReportedChanges> ChangesIn(const aggregation::v1::RootLink& link);

}  // namespace nianbao::proof
