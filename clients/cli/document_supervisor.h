// The document service as a child process that is restarted when it dies.
#pragma once

#include <memory>

#include "libs/rpc/hosted_service.h"

namespace nianbao::cli {

// Starts nianbao-document from the folder of this program and offers its service by passing calls on. A file that
// kills the reader kills only the child; calls until it is back are UNAVAILABLE DOCUMENT_RESTARTING.
std::unique_ptr<rpc::HostedService> MakeDocumentSupervisor();

}  // namespace nianbao::cli
