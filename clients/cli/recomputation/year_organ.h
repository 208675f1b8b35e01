// An organ in the tree of a year, with what it adds to the totals.
#pragma once

#include <memory>
#include <string>

#include "libs/proof/figures.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"

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
  // The filing that counts; "" while there is none.
  std::string filing;
  // The figures of its accepted report; nullptr while there is none.
  std::shared_ptr<const proof::Figures> figures;
  // Of it alone.
  aggregation::v1::Coverage counts;
};

}  // namespace nianbao::cli
