#include "libs/access/named_organs.h"

#include <utility>

#include "absl/strings/str_split.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::access {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Of "organs/edu/filings/2024-own": "organs/edu".
std::string OrganOf(absl::string_view resource) {
  const std::vector<absl::string_view> parts = absl::StrSplit(resource, absl::MaxSplits('/', 2));
  if (parts.size() < 3) return std::string(resource);
  return std::string(resource.substr(0, parts[0].size() + 1 + parts[1].size()));
}

bool IsOrgan(const Descriptor* type) { return type == organ::v1::Organ::descriptor(); }

void Collect(const Message& message, absl::string_view path, std::vector<NamedOrgan>& organs) {
  const std::pair<absl::string_view, absl::string_view> step = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* const field = message.GetDescriptor()->FindFieldByName(std::string(step.first));
  const auto& reflection = *message.GetReflection();
  const auto follow = [&](const Message& value) {
    if (!step.second.empty()) return Collect(value, step.second, organs);
    const auto& organ = static_cast<const organ::v1::Organ&>(value);
    organs.push_back({.name = organ.name(), .may_be_new = true, .parent = organ.parent()});
  };
  const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (field->is_repeated()) {
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      if (is_message) {
        follow(reflection.GetRepeatedMessage(message, field, i));
      } else {
        organs.push_back({OrganOf(reflection.GetRepeatedString(message, field, i))});
      }
    }
  } else if (!is_message) {
    organs.push_back({OrganOf(reflection.GetString(message, field))});
  } else if (reflection.HasField(message, field)) {
    follow(reflection.GetMessage(message, field));
  }
}

}  // namespace

bool NamesOrgans(const Descriptor& request, absl::string_view path) {
  const Descriptor* type = &request;
  for (absl::string_view step : absl::StrSplit(path, '.')) {
    if (type == nullptr || (IsOrgan(type) && type != &request)) return false;
    const FieldDescriptor* const field = type->FindFieldByName(std::string(step));
    if (field == nullptr) return false;
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE && field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
      return false;
    }
    type = field->message_type();
  }
  return type == nullptr || IsOrgan(type);
}

std::vector<NamedOrgan> NamedOrgans(const Message& request,
                                    const google::protobuf::RepeatedPtrField<std::string>& paths) {
  std::vector<NamedOrgan> organs;
  for (const std::string& path : paths) Collect(request, path, organs);
  if (organs.empty()) organs.push_back({});
  return organs;
}

}  // namespace nianbao::access
