#include "tests/rpc_fuzz/served_suite.h"

#include <signal.h>
#include <sys/wait.h>

#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "libs/rpc/client_call.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/wire.h"

namespace nianbao::rpc_fuzz {
namespace {

constexpr char kMemoryMax[] = "--data=4294967296";
const std::string kProgram = absl::StrCat(NIANBAO_BIN_DIR, "/nianbao");

}  // namespace

ServedSuite::ServedSuite()
    // It ends with this program, even when that is killed, and does not take all memory there is.
    : process_(process::Child::Start({"/usr/bin/prlimit", kMemoryMax, "/usr/bin/setpriv", "--pdeathsig", "KILL",
                                      kProgram, "serve", "--data", folder_.path(), "--listen", "127.0.0.1:0"})
                   .value()) {
  const auto address = process_->WaitForAddress();
  if (!address.ok()) throw std::runtime_error("nianbao serve did not start");
  address_ = *address;
  // What is made again would hide an answer.
  channel_ = rpc::OpenChannelWithoutRetries(address_);
}

ServedSuite::~ServedSuite() {
  process_->Signal(SIGTERM);
  process_->Wait();
}

bool ServedSuite::IsAlive() const {
  siginfo_t ended = {};
  return waitid(P_PID, static_cast<id_t>(process_->pid()), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

void ServedSuite::NoteDocumentProcess() { document_ = integration::ChildrenOf(process_->pid()); }

bool ServedSuite::HasItsFirstDocumentProcess() const {
  return document_.size() == 1 && integration::ChildrenOf(process_->pid()) == document_;
}

std::string ServedSuite::Verify(const std::vector<int>& years) const {
  std::vector<std::vector<std::string>> commands = {{kProgram, "verify", "store", "--data", folder_.path()}};
  for (const int year : years) {
    commands.push_back({kProgram, "--server", address_, "verify", "aggregate", "--year", absl::StrCat(year)});
  }
  std::string wrong;
  for (const auto& command : commands) {
    const integration::CommandResult result = integration::RunCommand(command);
    if (result.exit_status != 0) {
      absl::StrAppend(&wrong, command[1], " ", command.back(), " ended with ", result.exit_status, ":\n",
                      result.output);
    }
  }
  return wrong;
}

}  // namespace nianbao::rpc_fuzz
