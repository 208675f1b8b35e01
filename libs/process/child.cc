#include "libs/process/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::process {
namespace {

constexpr absl::string_view kListening = " listening on ";

absl::Status NotStarted(const std::string& program, int error) {
  return status::Error(absl::StatusCode::kInternal, "CHILD_NOT_STARTED",
                       absl::StrCat("cannot start ", program, ": ", strerror(error)))
      .Meta("program", program)
      .Chinese(absl::StrCat("无法启动程序 ", program, "。"));
}

absl::Status Ended() {
  return status::Error(absl::StatusCode::kUnavailable, "CHILD_ENDED", "the child process has closed its output")
      .Chinese("子进程已退出。");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Child>> Child::Start(const std::vector<std::string>& command) {
  int in[2];
  int out[2];
  if (pipe2(in, O_CLOEXEC) != 0) return NotStarted(command[0], errno);
  if (pipe2(out, O_CLOEXEC) != 0) {
    const int error = errno;
    close(in[0]);
    close(in[1]);
    return NotStarted(command[0], error);
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own, so that Ctrl-C reaches the parent alone, and no inherited signal mask.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  auto child = std::unique_ptr<Child>(new Child());
  const int error = posix_spawn(&child->pid_, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  child->stdin_ = in[1];
  child->stdout_ = out[0];
  if (error != 0) {
    child->pid_ = 0;
    return NotStarted(command[0], error);
  }
  return child;
}

Child::~Child() {
  if (stdin_ >= 0) close(stdin_);
  if (stdout_ >= 0) close(stdout_);
  if (pid_ != 0 && exit_status_ < 0) {
    Signal(SIGKILL);
    Wait();
  }
}

absl::StatusOr<std::string> Child::ReadLine() {
  while (true) {
    if (const size_t end = unread_.find('\n'); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    char buffer[512];
    const ssize_t got = read(stdout_, buffer, sizeof(buffer));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Ended();
    unread_.append(buffer, static_cast<size_t>(got));
  }
}

absl::StatusOr<std::string> Child::WaitForAddress() {
  while (true) {
    absl::StatusOr<std::string> line = ReadLine();
    if (!line.ok()) return line;
    if (const size_t at = line->find(std::string(kListening)); at != std::string::npos) {
      return line->substr(at + kListening.size());
    }
  }
}

void Child::Signal(int signal) {
  if (pid_ != 0 && exit_status_ < 0) kill(pid_, signal);
}

int Child::Wait() {
  if (exit_status_ >= 0) return exit_status_;
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  exit_status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return exit_status_;
}

std::string ProgramFolder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path().string(); }

}  // namespace nianbao::process
