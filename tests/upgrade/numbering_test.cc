// New fields stand behind those that the last release knows.
//
// A program puts fields that it does not know behind those it knows. The digests of events and of kept requests are
// taken over such bytes: they are the same in both releases only as long as a new field has a greater number than any
// field that its message had before. buf knows nothing of that.
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/directory/v1/grant_service.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/review_service.pb.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"
#include "nianbao/submission/v1/submission_service.pb.h"

namespace nianbao {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorProto;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

// The fields of each message, by its full name.
using Fields = std::map<std::string, std::set<int>>;

void Add(const DescriptorProto& message, const std::string& scope, Fields& fields) {
  const std::string name = absl::StrCat(scope, ".", message.name());
  for (const auto& field : message.field()) fields[name].insert(field.number());
  for (const auto& nested : message.nested_type()) Add(nested, name, fields);
}

Fields FieldsOfTheLastRelease() {
  std::ifstream file(NIANBAO_KEPT_RELEASE "/protos.binpb", std::ios::binary);
  google::protobuf::FileDescriptorSet protos;
  EXPECT_TRUE(protos.ParseFromIstream(&file));
  Fields fields;
  for (const auto& proto : protos.file()) {
    for (const auto& message : proto.message_type()) Add(message, proto.package(), fields);
  }
  return fields;
}

void Reach(const Descriptor* message, std::set<const Descriptor*>& reached) {
  if (!reached.insert(message).second) return;
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* const field = message->field(i);
    if (field->message_type() != nullptr) Reach(field->message_type(), reached);
  }
}

// Events, requests of all changes, and all that is in them.
std::set<const Descriptor*> DigestedMessages() {
  std::set<const Descriptor*> reached;
  Reach(submission::v1::Event::descriptor(), reached);
  for (const Descriptor* one :
       {directory::v1::ImportOrgansRequest::descriptor(), directory::v1::GrantRoleRequest::descriptor(),
        submission::v1::AcceptFilingRequest::descriptor(), submission::v1::SetRuleStatusRequest::descriptor(),
        submission::v1::SubmitFilingRequest::descriptor()}) {
    for (int i = 0; i < one->file()->service_count(); ++i) {
      const auto* const service = one->file()->service(i);
      for (int j = 0; j < service->method_count(); ++j) Reach(service->method(j)->input_type(), reached);
    }
  }
  return reached;
}

TEST(Numbering, PutsNewFieldsBehindThoseThatTheLastReleaseKnows) {
  const Fields before = FieldsOfTheLastRelease();
  const std::set<const Descriptor*> messages = DigestedMessages();
  int compared = 0;
  for (const Descriptor* message : messages) {
    const auto known = before.find(message->full_name());
    if (known == before.end()) continue;
    ++compared;
    const int last = *known->second.rbegin();
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* const field = message->field(i);
      EXPECT_TRUE(known->second.contains(field->number()) || field->number() > last)
          << field->full_name() << ": got number " << field->number() << ", want one above " << last;
    }
  }
  EXPECT_GT(compared, 50) << "the messages of the last release were not found";
}

}  // namespace
}  // namespace nianbao
