// A caller of ReadDocuments.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"
#include "nianbao/document/v1/document_service.grpc.pb.h"

namespace nianbao::rpc {

// One stream.
class BatchCaller {
 public:
  explicit BatchCaller(document::v1::DocumentService::StubInterface& stub) { stream_ = stub.ReadDocuments(&context_); }
  // With a deadline.
  BatchCaller(document::v1::DocumentService::StubInterface& stub, std::chrono::system_clock::time_point deadline) {
    context_.set_deadline(deadline);
    stream_ = stub.ReadDocuments(&context_);
  }

  // False when the stream has ended.
  bool Send(const std::string& id, const std::string& content = "", const std::string& file_name = "a.txt") {
    document::v1::ReadDocumentsRequest request;
    request.set_id(id);
    request.mutable_document()->set_file_name(file_name);
    request.mutable_document()->set_content(content);
    return stream_->Write(request);
  }
  void SendNoMore() { stream_->WritesDone(); }

  // The next answer as "id: OK" or "id: REASON"; empty at the end.
  std::string Take() {
    document::v1::ReadDocumentsResponse response;
    return stream_->Read(&response) ? absl::StrCat(response.id(), ": ", OutcomeOf(response)) : "";
  }

  // Takes what is left. How often each answer came, and how the stream ended.
  std::map<std::string, int> TakeAll() {
    std::map<std::string, int> answers;
    for (std::string answer = Take(); !answer.empty(); answer = Take()) ++answers[answer];
    return answers;
  }

  void Cancel() { context_.TryCancel(); }
  absl::Status Finish() { return FromGrpc(stream_->Finish()); }

  static std::string OutcomeOf(const document::v1::ReadDocumentsResponse& response) {
    if (response.has_document()) return "OK";
    return response.has_error() ? status::ReasonOf(FromMessage(response.error())) : "NOTHING";
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<
      grpc::ClientReaderWriterInterface<document::v1::ReadDocumentsRequest, document::v1::ReadDocumentsResponse>>
      stream_;
};

}  // namespace nianbao::rpc
