// What does not hold, for people.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "tests/rpc_fuzz/call.h"

namespace nianbao::rpc_fuzz {

class Findings {
 public:
  // call: where in the round. Of the same fault of a method the first three are kept.
  void Add(absl::string_view call, const CallPlan& plan, const Answer& answer, const std::string& fault);
  // What is not about one call.
  void Add(const std::string& fault);

  const std::string& text() const { return text_; }

 private:
  std::map<std::string, int> times_;
  std::string text_;
};

}  // namespace nianbao::rpc_fuzz
