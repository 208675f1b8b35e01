// An organ in the tree of a year, with what it adds to the totals.
#pragma once

#include <memory>
#include <string>

#include "libs/form/cell_vector.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"

namespace nianbao::cli {

struct YearOrgan {
  std::string name;
  // The organ above it in the tree of the year; "" at the top.
  std::string parent;
  // It stands in the tree whether it reported or not.
  bool present = false;
  bool owes_own = false;
  // It sends only its summary, which stands for all below it.
  bool closed = false;
  // Which of its reports counts; SCOPE_UNSPECIFIED when a summary above stands for it.
  form::v1::Scope scope = form::v1::SCOPE_OWN;
  // The filing that counts; "" while there is none.
  std::string filing = "";
  // The cells of its accepted report; nullptr while there is none.
  std::shared_ptr<const form::CellVector> cells = nullptr;
  // Of it alone.
  aggregation::v1::Coverage counts = {};
};

}  // namespace nianbao::cli
