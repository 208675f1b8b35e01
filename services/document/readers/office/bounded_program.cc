#include "services/document/readers/office/bounded_program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"

namespace nianbao::document::readers {
namespace {

constexpr int kLookEveryMilliseconds = 20;
constexpr size_t kOutputBytes = 4 << 10;

absl::Status NotStarted(const std::string& program, int error) {
  return status::Error(absl::StatusCode::kInternal, "CHILD_NOT_STARTED",
                       absl::StrCat("cannot start ", program, ": ", strerror(error)))
      .Meta("program", program)
      .Chinese(absl::StrCat("无法启动程序 ", program, "。"));
}

std::vector<char*> Pointers(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

// 0, or the error.
int Spawn(const std::vector<std::string>& command, const std::vector<std::string>& environment, int output,
          pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  const int error = posix_spawn(&pid, command[0].c_str(), &actions, &attributes, Pointers(command).data(),
                                Pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Reads what there is, and keeps the beginning. Returns false at the end.
bool Drain(int fd, std::string& output) {
  char buffer[4096];
  ssize_t got;
  while ((got = read(fd, buffer, sizeof(buffer))) > 0) {
    output.append(buffer, std::min(static_cast<size_t>(got), kOutputBytes - output.size()));
  }
  return got < 0 && (errno == EAGAIN || errno == EINTR);
}

// Without reaping, so that the group keeps its id.
bool HasEnded(pid_t pid) {
  siginfo_t info = {};
  return waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == pid;
}

int KillGroupAndReap(pid_t pid) {
  kill(-pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

absl::StatusOr<ProgramEnd> RunBounded(const std::vector<std::string>& command,
                                      const std::vector<std::string>& environment, domain::Budget& budget) {
  int output[2];
  if (pipe2(output, O_CLOEXEC) != 0) return NotStarted(command[0], errno);
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  pid_t pid = 0;
  const int error = Spawn(command, environment, output[1], pid);
  close(output[1]);
  if (error != 0) {
    close(output[0]);
    return NotStarted(command[0], error);
  }
  ProgramEnd end;
  const absl::Time start = absl::Now();
  absl::Status time;
  pollfd wait = {output[0], POLLIN, 0};
  while (!HasEnded(pid) && (time = budget.CheckOfficeTime(start)).ok()) {
    poll(&wait, 1, kLookEveryMilliseconds);
    // A closed output is no end: wait for the time alone from then on.
    if (!Drain(output[0], end.output)) wait.fd = -1;
  }
  end.exit_status = KillGroupAndReap(pid);
  Drain(output[0], end.output);
  close(output[0]);
  if (!time.ok()) return time;
  budget.PauseSince(start);
  return end;
}

}  // namespace nianbao::document::readers
