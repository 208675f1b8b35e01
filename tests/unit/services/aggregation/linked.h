// Links between two roots, complete with their events, as tests check them.
#pragma once

#include "libs/digest/sm3.h"
#include "nianbao/aggregation/v1/root_link.pb.h"
#include "tests/unit/services/aggregation/log_builder.h"

namespace nianbao::testing {

// The link with the events that the log holds between its two roots.
inline aggregation::v1::RootLink WithEvents(aggregation::v1::RootLink link, const LogBuilder& log) {
  for (int64_t i = link.from().position().sequence(); i < link.to().position().sequence(); ++i) {
    link.add_events(digest::CanonicalBytes(log.records()[static_cast<size_t>(i)].event()));
  }
  return link;
}

}  // namespace nianbao::testing
