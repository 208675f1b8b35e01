// A process that does not outlive the test, even one that is killed.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "libs/process/child.h"

namespace nianbao::submission {

// Runs as PostgreSQL's user. A warden beside it waits for the end of the test.
class WardedProcess {
 public:
  // data: the folder of its data; what it prints goes to a file beside it. A PostgreSQL server that works in that
  // folder ends with it.
  WardedProcess(const std::string& data, std::vector<std::string> command);
  // kill -9, of the process alone.
  ~WardedProcess();

  WardedProcess(const WardedProcess&) = delete;
  WardedProcess& operator=(const WardedProcess&) = delete;

 private:
  std::unique_ptr<process::Child> warden_;
  pid_t pid_ = 0;
};

}  // namespace nianbao::submission
