#include "services/document/rpc/document_service.h"

#include <malloc.h>

#include <algorithm>
#include <new>

#include "absl/strings/str_cat.h"
#include "libs/rpc/batch_stream.h"
#include "libs/rpc/call_log.h"
#include "libs/rpc/unary.h"
#include "libs/status/try.h"
#include "services/document/domain/batch_sheet/read_batch_sheet.h"
#include "services/document/domain/batch_sheet/write_batch_sheet.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/write_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"

namespace nianbao::document {
namespace {

// Above the limit of the domain, which says more clearly what is too large.
constexpr size_t kRequestBytesMax = 24 << 20;
// Streams of many documents, and documents of one stream that are read or wait: together they may hold 320 MB.
constexpr size_t kBatchesMax = 4;
constexpr size_t kBatchInFlightMax = 4;

domain::Limits LimitsWithin(absl::Duration reading_max) {
  domain::Limits limits;
  limits.time_max = std::min(limits.time_max, reading_max);
  limits.office_time_max = std::min(limits.office_time_max, reading_max);
  return limits;
}

// Calls `work`; memory that gives out is an answer, and what it took goes back to the system.
template <typename Work>
auto WithinMemory(size_t bytes_max, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    if (bytes_max == 0) throw;
  }
  malloc_trim(0);
  return domain::MemoryExceeded(bytes_max);
}

}  // namespace

DocumentService::DocumentService(const DocumentConfig& config)
    : memory_bytes_max_(config.memory_bytes_max),
      limits_(LimitsWithin(config.reading_max)),
      pool_(config.threads, {.tasks = config.queue_max}),
      batches_(config.threads, kBatchesMax) {
  if (config.reading_max == absl::InfiniteDuration()) return;
  const absl::Duration hangs = config.reading_max + kReturnMax;
  watchdog_.emplace(hangs, [hangs] {
    rpc::LogFault(absl::StrCat("ReadDocument: a library has not returned for ", absl::FormatDuration(hangs),
                               "; ending this process"));
  });
}

template <typename Reading>
auto DocumentService::Bounded(Reading reading) -> decltype(reading()) {
  std::optional<process::Watchdog::Task> task;
  if (watchdog_) task.emplace(*watchdog_);
  return WithinMemory(memory_bytes_max_, reading);
}

absl::StatusOr<v1::ReadDocumentResponse> DocumentService::Read(const v1::ReadDocumentRequest& request) {
  return Bounded([&] { return domain::ReadDocument(request, readers::OpenDocument, limits_); });
}

grpc::ServerUnaryReactor* DocumentService::ReadDocument(grpc::CallbackServerContext* context,
                                                        const v1::ReadDocumentRequest* request,
                                                        v1::ReadDocumentResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call&, const v1::ReadDocumentRequest& request) { return Read(request); },
                    {.request_bytes_max = kRequestBytesMax});
}

grpc::ServerBidiReactor<v1::ReadDocumentsRequest, v1::ReadDocumentsResponse>* DocumentService::ReadDocuments(
    grpc::CallbackServerContext* context) {
  using Batch = rpc::BatchStream<v1::ReadDocumentsRequest, v1::ReadDocumentsResponse>;
  return new Batch(
      batches_, *context, kBatchInFlightMax,
      [this](const rpc::Call&, const v1::ReadDocumentsRequest& request) -> absl::StatusOr<v1::ReadDocumentsResponse> {
        v1::ReadDocumentsResponse response;
        ASSIGN_OR_RETURN(*response.mutable_document(), Read(request.document()));
        return response;
      });
}

grpc::ServerUnaryReactor* DocumentService::WriteDocument(grpc::CallbackServerContext* context,
                                                         const v1::WriteDocumentRequest* request,
                                                         v1::WriteDocumentResponse* response) {
  return rpc::Unary(
      pool_, context, request, response, [this](const rpc::Call&, const v1::WriteDocumentRequest& request) {
        return WithinMemory(memory_bytes_max_, [&] { return domain::WriteDocument(request, writers::AllWriters()); });
      });
}

grpc::ServerUnaryReactor* DocumentService::ReadBatchSheet(grpc::CallbackServerContext* context,
                                                          const v1::ReadBatchSheetRequest* request,
                                                          v1::ReadBatchSheetResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call&, const v1::ReadBatchSheetRequest& request) {
                      return Bounded([&] { return domain::ReadBatchSheet(request, readers::OpenDocument, limits_); });
                    },
                    {.request_bytes_max = kRequestBytesMax});
}

grpc::ServerUnaryReactor* DocumentService::WriteBatchSheet(grpc::CallbackServerContext* context,
                                                           const v1::WriteBatchSheetRequest* request,
                                                           v1::WriteBatchSheetResponse* response) {
  return rpc::Unary(pool_, context, request, response,
                    [this](const rpc::Call&, const v1::WriteBatchSheetRequest& request) {
                      return WithinMemory(memory_bytes_max_,
                                          [&] { return domain::WriteBatchSheet(request, writers::AllSheetWriters()); });
                    },
                    {.request_bytes_max = kRequestBytesMax});
}

}  // namespace nianbao::document
