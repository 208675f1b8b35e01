#include "libs/config/number_check.h"

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/util/time_util.h>

#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"

namespace nianbao::config {
namespace {

using google::protobuf::Duration;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Places = google::protobuf::TextFormat::ParseInfoTree;

// The message at this place of the field; index is -1 when it is not repeated.
const Message& At(const Message& message, const FieldDescriptor* field, int index) {
  const Reflection& reflection = *message.GetReflection();
  return index < 0 ? reflection.GetMessage(message, field) : reflection.GetRepeatedMessage(message, field, index);
}

bool IsAllowed(const Message& duration) {
  constexpr int64_t kNanosecondsMax = 999'999'999;
  Duration value;
  value.CopyFrom(duration);
  return value.seconds() >= 0 && value.seconds() <= google::protobuf::util::TimeUtil::kDurationMaxSeconds &&
         value.nanos() >= 0 && value.nanos() <= kNanosecondsMax;
}

// Fields of other types cannot be below 0.
bool IsNegative(const Message& message, const FieldDescriptor* field) {
  const Reflection& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(message, field) < 0;
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.GetInt64(message, field) < 0;
    default:
      return false;
  }
}

Fault FaultAt(const Places& places, const FieldDescriptor* field, int index, const char* want) {
  const auto place = places.GetLocation(field, index);
  return {place.line, place.column, absl::StrCat(field->name(), ": want ", want)};
}

std::optional<Fault> FindInField(const Message& message, const FieldDescriptor* field, int index,
                                 const Places& places) {
  if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    if (index < 0 && IsNegative(message, field)) return FaultAt(places, field, index, "no number below 0");
    return std::nullopt;
  }
  const Message& inner = At(message, field, index);
  if (inner.GetDescriptor() == Duration::descriptor()) {
    if (!IsAllowed(inner)) return FaultAt(places, field, index, "a duration of 0 or more");
    return std::nullopt;
  }
  const Places* const nested = places.GetTreeForNested(field, index);
  return nested == nullptr ? std::nullopt : FindNegative(inner, *nested);
}

}  // namespace

std::optional<Fault> FindNegative(const Message& config, const Places& places) {
  const Reflection& reflection = *config.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(config, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(config, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (auto fault = FindInField(config, field, field->is_repeated() ? i : -1, places)) return fault;
    }
  }
  return std::nullopt;
}

}  // namespace nianbao::config
