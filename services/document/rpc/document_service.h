// document.v1.DocumentService on the wire.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/process/watchdog.h"
#include "libs/rpc/load_metrics.h"
#include "libs/rpc/stream_hub.h"
#include "libs/rpc/worker_pool.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"
#include "services/document/domain/limits.h"
#include "services/document/service.h"

namespace nianbao::document {

class DocumentService final : public v1::DocumentService::CallbackService {
 public:
  explicit DocumentService(const DocumentConfig& config);

  // Ends the streams.
  void Stop() { batches_.EndAll(); }
  std::vector<prometheus::MetricFamily> Metrics() const {
    return rpc::LoadMetrics({{"documents", &pool_}}, {{"ReadDocuments", &batches_}});
  }

  grpc::ServerUnaryReactor* ReadDocument(grpc::CallbackServerContext* context, const v1::ReadDocumentRequest* request,
                                         v1::ReadDocumentResponse* response) override;
  grpc::ServerBidiReactor<v1::ReadDocumentsRequest, v1::ReadDocumentsResponse>* ReadDocuments(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* WriteDocument(grpc::CallbackServerContext* context, const v1::WriteDocumentRequest* request,
                                          v1::WriteDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ReadBatchSheet(grpc::CallbackServerContext* context,
                                           const v1::ReadBatchSheetRequest* request,
                                           v1::ReadBatchSheetResponse* response) override;
  grpc::ServerUnaryReactor* WriteBatchSheet(grpc::CallbackServerContext* context,
                                            const v1::WriteBatchSheetRequest* request,
                                            v1::WriteBatchSheetResponse* response) override;

 private:
  // Reads a file within the limits of memory and time.
  template <typename Reading>
  auto Bounded(Reading reading) -> decltype(reading());
  absl::StatusOr<v1::ReadDocumentResponse> Read(const v1::ReadDocumentRequest& request);

  const size_t memory_bytes_max_;
  const domain::Limits limits_;
  std::optional<process::Watchdog> watchdog_;
  // Last, since their tasks use the others until they have joined.
  rpc::WorkerPool pool_;
  rpc::StreamHub batches_;
};

}  // namespace nianbao::document
