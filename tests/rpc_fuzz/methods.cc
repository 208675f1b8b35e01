#include "tests/rpc_fuzz/methods.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "nianbao/aggregation/v1/aggregation_service.pb.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/directory/v1/grant_service.pb.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "nianbao/identity/v1/nonce_service.pb.h"
#include "nianbao/submission/v1/event_service.pb.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"

namespace nianbao::rpc_fuzz {

using google::protobuf::FileDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

namespace {

// One message of each file that has services.
std::array<const FileDescriptor*, 10> Files() {
  return {aggregation::v1::GetAggregateRequest::descriptor()->file(),
          directory::v1::GetOrganRequest::descriptor()->file(),
          directory::v1::GrantRoleRequest::descriptor()->file(),
          document::v1::ReadDocumentRequest::descriptor()->file(),
          identity::v1::ConsumeNonceRequest::descriptor()->file(),
          submission::v1::GetHeadRequest::descriptor()->file(),
          submission::v1::AcceptFilingRequest::descriptor()->file(),
          submission::v1::SetRuleStatusRequest::descriptor()->file(),
          submission::v1::SaveDraftRequest::descriptor()->file(),
          validation::v1::ValidateReportRequest::descriptor()->file()};
}

}  // namespace

const std::vector<const MethodDescriptor*>& Methods() {
  static const auto* const kMethods = [] {
    auto* const methods = new std::vector<const MethodDescriptor*>;
    for (const FileDescriptor* file : Files()) {
      for (int i = 0; i < file->service_count(); ++i) {
        for (int j = 0; j < file->service(i)->method_count(); ++j) methods->push_back(file->service(i)->method(j));
      }
    }
    std::sort(methods->begin(), methods->end(),
              [](const auto* a, const auto* b) { return a->full_name() < b->full_name(); });
    return methods;
  }();
  return *kMethods;
}

std::string PathOf(const MethodDescriptor& method) {
  return absl::StrCat("/", method.service()->full_name(), "/", method.name());
}

const MethodDescriptor* FindMethod(absl::string_view name) {
  const auto& methods = Methods();
  const auto found =
      std::find_if(methods.begin(), methods.end(), [name](const auto* method) { return method->name() == name; });
  return found == methods.end() ? nullptr : *found;
}

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor& type) {
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
}

}  // namespace nianbao::rpc_fuzz
