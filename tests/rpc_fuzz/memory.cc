#include "tests/rpc_fuzz/memory.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/document/v1/document_service.pb.h"
#include "nianbao/submission/v1/rulebook_service.pb.h"

namespace nianbao::rpc_fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kTextsMax = 48;
constexpr size_t kTextBytesMax = 300;
constexpr size_t kMessagesMax = 24;
constexpr size_t kMessageBytesMax = 16 << 10;
constexpr size_t kOrgansMax = 200;
constexpr size_t kReportsMax = 40;

template <typename T>
void Keep(std::vector<T>& kept, T one, size_t max) {
  if (kept.size() == max) kept.erase(kept.begin());
  kept.push_back(std::move(one));
}

}  // namespace

void Memory::Learn(const Message& answer) {
  if (const auto* read = dynamic_cast<const document::v1::ReadDocumentResponse*>(&answer)) {
    const bool fits = read->has_report() && organs_.count(read->report().organ_name()) > 0;
    if (fits && reports_.size() < kReportsMax) reports_.push_back(read->report());
    return;
  }
  if (const auto* set = dynamic_cast<const submission::v1::SetRuleStatusResponse*>(&answer)) rulebook_ = set->digest();
  if (const auto* active = dynamic_cast<const submission::v1::GetActiveRulebookResponse*>(&answer)) {
    if (rulebook_.empty()) rulebook_ = active->digest();
  }
  LearnMessage(answer);
}

void Memory::LearnMessage(const Message& message) {
  // Where a read_mask left them out, nothing can be done with it.
  if (const auto* filing = dynamic_cast<const submission::v1::Filing*>(&message);
      filing != nullptr && !filing->name().empty() && !filing->etag().empty()) {
    filings_[filing->name()] = {filing->name(), filing->etag(), filing->open_revision().state(),
                                filing->effective_revision().state()};
  }
  if (const auto* organ = dynamic_cast<const organ::v1::Organ*>(&message)) {
    if (!organ->absent() && organs_.size() < kOrgansMax) organs_[organ->title()] = organ->name();
  }
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) LearnField(message, *field);
}

void Memory::LearnField(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  const std::string key = absl::StrCat(field.containing_type()->name(), ".", field.name());
  const int count = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  for (int i = 0; i < count; ++i) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      const std::string text = field.is_repeated() ? reflection.GetRepeatedString(message, &field, i)
                                                   : reflection.GetString(message, &field);
      if (text.size() > kTextBytesMax) continue;
      Keep(texts_[key], text, kTextsMax);
      Keep(texts_[field.name()], text, kTextsMax);
    }
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const Message& inner = field.is_repeated() ? reflection.GetRepeatedMessage(message, &field, i)
                                               : reflection.GetMessage(message, &field);
    if (inner.ByteSizeLong() <= kMessageBytesMax) {
      std::shared_ptr<Message> copy(inner.New());
      copy->CopyFrom(inner);
      Keep(messages_[key], std::shared_ptr<const Message>(copy), kMessagesMax);
      Keep(messages_[inner.GetDescriptor()->full_name()], std::shared_ptr<const Message>(copy), kMessagesMax);
    }
    LearnMessage(inner);
  }
}

const std::vector<std::string>& Memory::Texts(absl::string_view field) const {
  static const auto* const kNone = new std::vector<std::string>;
  const auto found = texts_.find(field);
  return found == texts_.end() ? *kNone : found->second;
}

const std::vector<std::shared_ptr<const Message>>& Memory::Messages(absl::string_view key) const {
  static const auto* const kNone = new std::vector<std::shared_ptr<const Message>>;
  const auto found = messages_.find(key);
  return found == messages_.end() ? *kNone : found->second;
}

}  // namespace nianbao::rpc_fuzz
