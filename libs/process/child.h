// A child process of the suite.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace nianbao::process {

// A started program. Its standard input is a pipe that closes with this object or with this process; its standard
// output is read line by line; standard error is shared.
class Child {
 public:
  // INTERNAL CHILD_NOT_STARTED. command[0] is the path of the program.
  static absl::StatusOr<std::unique_ptr<Child>> Start(const std::vector<std::string>& command);
  // Kills the child if it still runs, and reaps it.
  ~Child();

  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next line of standard output; UNAVAILABLE CHILD_ENDED at its end.
  absl::StatusOr<std::string> ReadLine();
  // Reads lines until one holds " listening on ", and returns the address that follows. UNAVAILABLE CHILD_ENDED.
  absl::StatusOr<std::string> WaitForAddress();

  void Signal(int signal);
  // Waits for the end: the exit status, or 128 + the signal that ended it.
  int Wait();

  pid_t pid() const { return pid_; }

 private:
  Child() = default;

  pid_t pid_ = 0;
  int stdin_ = -1;
  int stdout_ = -1;
  int exit_status_ = -1;
  std::string unread_;
};

// The folder of the running program.
std::string ProgramFolder();

}  // namespace nianbao::process
