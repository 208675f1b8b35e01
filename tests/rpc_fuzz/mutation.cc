#include "tests/rpc_fuzz/mutation.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <vector>

#include "tests/rpc_fuzz/odd_values.h"

namespace nianbao::rpc_fuzz {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using testing::Rng;

constexpr size_t kPlacesMax = 400;
constexpr size_t kLongListBytesMax = 200'000;
constexpr int kLongListSize = 1001;

// The message and all that are in it, as far as they are set.
void Collect(Message& message, std::vector<Message*>& places) {
  if (places.size() >= kPlacesMax) return;
  places.push_back(&message);
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      Collect(*reflection.MutableMessage(&message, field), places);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      Collect(*reflection.MutableRepeatedMessage(&message, field, i), places);
    }
  }
}

int64_t Number(int64_t present, Rng& random) {
  if (random.Chance(25)) return static_cast<int64_t>(static_cast<uint64_t>(present) + random.Between(-2, 2));
  return random.Pick(OddNumbers());
}

int EnumNumber(const EnumDescriptor& type, Rng& random) {
  if (random.Chance(30)) return random.Chance(50) ? 99 : -1;
  return type.value(static_cast<int>(random.Between(0, type.value_count() - 1)))->number();
}

// What the same field held elsewhere, or the field of an answer that it is given back as; else an odd one.
std::string Text(const FieldDescriptor& field, const Memory& memory, Rng& random) {
  if (random.Chance(50)) return OddText(random);
  std::string key = field.name();
  if (key == "page_token") key = "next_page_token";
  if (key == "filing" || key == "node" || key == "organ" || random.Chance(15)) key = "name";
  const std::vector<std::string>& told = memory.Texts(key);
  return told.empty() ? OddText(random) : random.Pick(told);
}

// The field is no message. Adds to a list, sets anything else.
void SetScalar(Message& message, const FieldDescriptor& field, const Memory& memory, Rng& random) {
  const Reflection& reflection = *message.GetReflection();
  const bool is_list = field.is_repeated();
  const auto put = [&](auto set, auto add, const auto& value) {
    is_list ? (reflection.*add)(&message, &field, value) : (reflection.*set)(&message, &field, value);
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return put(&Reflection::SetInt32, &Reflection::AddInt32,
                 static_cast<int32_t>(Number(is_list ? 0 : reflection.GetInt32(message, &field), random)));
    case FieldDescriptor::CPPTYPE_INT64:
      return put(&Reflection::SetInt64, &Reflection::AddInt64,
                 Number(is_list ? 0 : reflection.GetInt64(message, &field), random));
    case FieldDescriptor::CPPTYPE_UINT32:
      return put(&Reflection::SetUInt32, &Reflection::AddUInt32, static_cast<uint32_t>(Number(0, random)));
    case FieldDescriptor::CPPTYPE_UINT64:
      return put(&Reflection::SetUInt64, &Reflection::AddUInt64, static_cast<uint64_t>(Number(0, random)));
    case FieldDescriptor::CPPTYPE_BOOL:
      return put(&Reflection::SetBool, &Reflection::AddBool, is_list || !reflection.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      return put(&Reflection::SetEnumValue, &Reflection::AddEnumValue, EnumNumber(*field.enum_type(), random));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return put(&Reflection::SetDouble, &Reflection::AddDouble, static_cast<double>(Number(0, random)));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return put(&Reflection::SetFloat, &Reflection::AddFloat, static_cast<float>(Number(0, random)));
    case FieldDescriptor::CPPTYPE_STRING:
      return put(&Reflection::SetString, &Reflection::AddString,
                 field.type() == FieldDescriptor::TYPE_BYTES && random.Chance(50) ? OddBytes(random)
                                                                                  : Text(field, memory, random));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return;
  }
}

Message& MessageAt(Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field);
}

// A message of the type as it was told, in the place of this one, added to it, or beside it; or an empty one.
void SetMessage(Message& message, const FieldDescriptor& field, const Memory& memory, Rng& random) {
  const auto& told = memory.Messages(field.message_type()->full_name());
  Message& place = MessageAt(message, field);
  if (told.empty() || random.Chance(20)) return place.Clear();
  const Message& other = *random.Pick(told);
  random.Chance(60) ? place.CopyFrom(other) : place.MergeFrom(other);
}

// Some elements more, of a message or of text.
void Lengthen(Message& message, const FieldDescriptor& field, int count) {
  const Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &field);
  const size_t each = message.ByteSizeLong() / static_cast<size_t>(std::max(size, 1)) + 1;
  if (each * static_cast<size_t>(count) > kLongListBytesMax) count = 1;
  for (int i = 0; i < count; ++i) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        Message* const added = reflection.AddMessage(&message, &field);
        if (size > 0) added->CopyFrom(reflection.GetRepeatedMessage(message, &field, i % size));
        break;
      }
      case FieldDescriptor::CPPTYPE_STRING:
        reflection.AddString(&message, &field, size > 0 ? reflection.GetRepeatedString(message, &field, i % size) : "");
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        reflection.AddInt32(&message, &field, size > 0 ? reflection.GetRepeatedInt32(message, &field, i % size) : 0);
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection.AddEnumValue(&message, &field,
                                size > 0 ? reflection.GetRepeatedEnumValue(message, &field, i % size) : 0);
        break;
      default:
        return;
    }
  }
}

void ChangeList(Message& message, const FieldDescriptor& field, Rng& random) {
  const Reflection& reflection = *message.GetReflection();
  const int size = reflection.FieldSize(message, &field);
  switch (random.Between(0, 4)) {
    case 0:
      return reflection.ClearField(&message, &field);
    case 1:
      return Lengthen(message, field, std::max(size, 1));
    case 2:
      return Lengthen(message, field, kLongListSize);
    case 3:
      if (size > 0) reflection.RemoveLast(&message, &field);
      return;
    default:
      for (int i = 0; i < size / 2; ++i) reflection.SwapElements(&message, &field, i, size - 1 - i);
  }
}

// Fields of numbers that no type here has. Deeper than a hundred messages no reader follows.
void AddUnknown(Message& message, Rng& random) {
  constexpr int kNumber = 7001;
  google::protobuf::UnknownFieldSet* at = message.GetReflection()->MutableUnknownFields(&message);
  if (random.Chance(50)) return at->AddVarint(kNumber, static_cast<uint64_t>(random.Pick(OddNumbers())));
  if (random.Chance(50)) return at->AddLengthDelimited(kNumber, OddBytes(random));
  for (int64_t depth = random.Chance(30) ? 150 : 50; depth > 0; --depth) at = at->AddGroup(kNumber);
}

}  // namespace

void Mutate(Message& message, const Memory& memory, Rng& random) {
  std::vector<Message*> places;
  Collect(message, places);
  Message& place = random.Chance(40) ? message : *random.Pick(places);
  const google::protobuf::Descriptor& type = *place.GetDescriptor();
  if (type.field_count() == 0 || random.Chance(3)) return AddUnknown(place, random);
  std::vector<const FieldDescriptor*> set;
  place.GetReflection()->ListFields(place, &set);
  const FieldDescriptor& field = !set.empty() && random.Chance(60)
                                     ? *random.Pick(set)
                                     : *type.field(static_cast<int>(random.Between(0, type.field_count() - 1)));
  if (field.is_map() || random.Chance(15)) return place.GetReflection()->ClearField(&place, &field);
  if (field.is_repeated() && random.Chance(50)) return ChangeList(place, field, random);
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return SetMessage(place, field, memory, random);
  SetScalar(place, field, memory, random);
}

std::string BreakBytes(std::string bytes, Rng& random) {
  if (bytes.empty() || random.Chance(20)) return OddBytes(random);
  if (random.Chance(40))
    return bytes.substr(0, static_cast<size_t>(random.Between(0, static_cast<int64_t>(bytes.size()) - 1)));
  for (int64_t times = random.Between(1, 4); times > 0; --times) {
    bytes[static_cast<size_t>(random.Between(0, static_cast<int64_t>(bytes.size()) - 1))] =
        static_cast<char>(random.Between(0, 255));
  }
  return bytes;
}

}  // namespace nianbao::rpc_fuzz
