// What became of the calls.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/rpc_fuzz/promise.h"

namespace nianbao::rpc_fuzz {

class Tally {
 public:
  void Add(const std::string& method, const Verdict& verdict);

  // A line for each method, and their sum.
  std::string Table() const;
  // Methods that have accepted nothing, parted by blanks.
  std::string NeverAccepted() const;
  int64_t findings() const;

 private:
  struct Row {
    int64_t executions = 0;
    int64_t accepted = 0;
    int64_t findings = 0;
    std::map<std::string, int64_t> refused{};
  };

  static std::string Line(const std::string& name, const Row& row);

  std::map<std::string, Row> rows_;
};

}  // namespace nianbao::rpc_fuzz
