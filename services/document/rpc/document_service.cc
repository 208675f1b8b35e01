#include "services/document/rpc/document_service.h"

#include "libs/rpc/unary.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/write_document.h"
#include "services/document/readers/open_document.h"
#include "services/document/writers/all_writers.h"

namespace nianbao::document {
namespace {

// Above the limit of the domain, which says more clearly what is too large.
constexpr size_t kRequestBytesMax = 24 << 20;

}  // namespace

DocumentService::DocumentService(int threads, size_t queue_max) : pool_(threads, queue_max) {}

grpc::ServerUnaryReactor* DocumentService::ReadDocument(grpc::CallbackServerContext* context,
                                                        const v1::ReadDocumentRequest* request,
                                                        v1::ReadDocumentResponse* response) {
  return rpc::Unary(
      pool_, context, request, response,
      [](const rpc::Call&, const v1::ReadDocumentRequest& request) {
        return domain::ReadDocument(request, readers::OpenDocument);
      },
      kRequestBytesMax);
}

grpc::ServerUnaryReactor* DocumentService::WriteDocument(grpc::CallbackServerContext* context,
                                                         const v1::WriteDocumentRequest* request,
                                                         v1::WriteDocumentResponse* response) {
  return rpc::Unary(pool_, context, request, response, [](const rpc::Call&, const v1::WriteDocumentRequest& request) {
    return domain::WriteDocument(request, writers::AllWriters());
  });
}

}  // namespace nianbao::document
