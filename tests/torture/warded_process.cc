#include "tests/torture/warded_process.h"

#include <signal.h>

#include "tests/postgres/postgres_user.h"

namespace nianbao::submission {
namespace {

// $0 is the data folder, the others are the command. Its input ends when the test does.
constexpr char kWarden[] = R"(
"$@" </dev/null >>"$0.log" 2>&1 &
echo $!
cat >/dev/null
kill -9 $!
kill -9 $(head -n 1 "$0/postmaster.pid" 2>/dev/null) 2>/dev/null
)";

}  // namespace

WardedProcess::WardedProcess(const std::string& data, std::vector<std::string> command) {
  command.insert(command.begin(), {"/bin/sh", "-c", kWarden, data});
  warden_ = process::Child::Start(AsPostgres(std::move(command))).value();
  pid_ = std::stoi(warden_->ReadLine().value());
}

WardedProcess::~WardedProcess() {
  warden_->Signal(SIGKILL);
  kill(pid_, SIGKILL);
}

}  // namespace nianbao::submission
