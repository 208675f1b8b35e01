// The document service as a child process that is replaced when it dies or hangs.
#pragma once

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "libs/process/child.h"
#include "libs/rpc/hosted_service.h"

namespace nianbao::cli {

struct DocumentSupervisorConfig {
  // Path of nianbao-document; by default it lies beside this program.
  std::string program = process::ProgramFolder() + "/nianbao-document";
  // The child's --reading-max: a document that takes longer is given up, and the child with it when it hangs.
  absl::Duration reading_max = absl::Seconds(80);
};

// Starts the child and offers its service by passing calls on. A file that kills or blocks the reader costs the child
// and the calls it was answering: UNAVAILABLE DOCUMENT_RESTARTING until the next child is there, RESOURCE_EXHAUSTED
// DOCUMENT_TOO_SLOW for a document beyond reading_max. The child ends itself when a library hangs; this one kills it
// only when it does not even do that.
std::unique_ptr<rpc::HostedService> MakeDocumentSupervisor(DocumentSupervisorConfig config);

}  // namespace nianbao::cli
