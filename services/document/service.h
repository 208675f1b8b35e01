// The document service, as a server hosts it.
#pragma once

#include <memory>

#include "libs/rpc/hosted_service.h"

namespace nianbao::document {

struct DocumentConfig {
  // Documents read at the same time.
  int threads = 2;
  // Calls that wait before further ones are shed. Each may hold 20 MB.
  int queue_max = 16;
};

// Serves document.v1.DocumentService.
std::unique_ptr<rpc::HostedService> MakeDocumentService(DocumentConfig config);

}  // namespace nianbao::document
