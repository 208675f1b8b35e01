// What the log says of changes that clients asked for.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "nianbao/submission/v1/event.pb.h"
#include "tests/torture/filing_load.h"

namespace nianbao::integration {

struct Reckoning {
  int acknowledged = 0;
  // Of the acknowledged ones: not in the log, in it twice, in it otherwise than the acknowledgement said.
  int lost = 0;
  int doubled = 0;
  int altered = 0;
  // Of those that were given up.
  int carried_out_unanswered = 0;
  // In the log though nobody asked for them.
  int unasked = 0;
  // The digest of the report that was accepted last, by filing.
  std::map<std::string, std::string> accepted;
};

// log: the whole one.
Reckoning Reckon(const std::vector<submission::v1::EventRecord>& log, const std::vector<AskedChange>& asked);

}  // namespace nianbao::integration
