// document.v1.DocumentService on the wire.
#pragma once

#include <optional>

#include "libs/process/watchdog.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "services/document/domain/limits.h"
#include "services/document/service.h"

namespace nianbao::document {

class DocumentService final : public v1::DocumentService::CallbackService {
 public:
  explicit DocumentService(const DocumentConfig& config);

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context, const v1::ReadDocumentRequest* request,
                                         v1::ReadDocumentResponse* response) override;
  grpc::ServerUnaryReactor* WriteDocument(grpc::CallbackServerContext* context, const v1::WriteDocumentRequest* request,
                                          v1::WriteDocumentResponse* response) override;

 private:
  const size_t memory_bytes_max_;
  const domain::Limits limits_;
  std::optional<process::Watchdog> watchdog_;
  // Last, since its tasks use the others until it has joined.
  rpc::WorkerPool pool_;
};

}  // namespace nianbao::document
