// What is wrong or doubtful about an organ.
#pragma once

#include <string>

namespace nianbao::submission {

struct RosterFault {
  // The field of Organ.
  std::string field;
  // "got …, want …".
  std::string description;
  // One sentence without its full stop.
  std::string chinese;
};

}  // namespace nianbao::submission
