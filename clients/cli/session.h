// What every command needs to know, and the exit statuses.
#pragma once

#include "clients/cpp/connection.h"

namespace nianbao::cli {

enum class Output { kText, kJson, kCells, kCsv, kMarkdown };

// The options that stand before or after any command.
struct Session : client::Connection {
  Output output = Output::kText;
};

// Exit statuses of the program. Of several that apply, Worse() picks the one to report.
enum ExitStatus { kClean = 0, kErrorFindings = 1, kRefused = 2, kUnresolvedCells = 3 };

// refused before unresolved before error findings before clean.
ExitStatus Worse(ExitStatus a, ExitStatus b);

}  // namespace nianbao::cli
