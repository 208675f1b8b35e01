// Who asks.
#pragma once

#include <string>

namespace nianbao::submission {

// The caller of a change.
struct Caller {
  // As given or as proven; empty when the caller did not name itself.
  std::string name;
  // True when the name was proven by a credential.
  bool authenticated = false;
};

}  // namespace nianbao::submission
