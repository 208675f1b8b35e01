// What every command needs to know, and the exit statuses.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "libs/rpc/client_call.h"

namespace nianbao::cli {

enum class Output { kText, kJson, kCells, kCsv, kMarkdown };

// The options that stand before or after any command.
struct Session {
  Output output = Output::kText;
  std::string server = "127.0.0.1:7130";
  std::string actor;

  // Where the server asks for proof: the authorities that certify it, and what proves the caller.
  config::v1::Tls tls;
  std::string token_file;

  std::shared_ptr<grpc::Channel> Connect() const;
  rpc::CallOptions call() const { return {.actor = actor}; }
};

// Exit statuses of the program. Of several that apply, Worse() picks the one to report.
enum ExitStatus { kClean = 0, kErrorFindings = 1, kRefused = 2, kUnresolvedCells = 3 };

// refused before unresolved before error findings before clean.
ExitStatus Worse(ExitStatus a, ExitStatus b);

}  // namespace nianbao::cli
