// document.v1.DocumentService on the wire.
#pragma once

#include <cstddef>

#include "libs/rpc/worker_pool.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::document {

class DocumentService final : public v1::DocumentService::CallbackService {
 public:
  DocumentService(int threads, size_t queue_max);

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context, const v1::ReadDocumentRequest* request,
                                         v1::ReadDocumentResponse* response) override;
  grpc::ServerUnaryReactor* WriteDocument(grpc::CallbackServerContext* context, const v1::WriteDocumentRequest* request,
                                          v1::WriteDocumentResponse* response) override;

 private:
  rpc::WorkerPool pool_;
};

}  // namespace nianbao::document
