#include "tests/unit/libs/proof/tamper.h"

#include <limits>
#include <memory>
#include <vector>

namespace nianbao::proof {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Look = std::function<void(const Message&, const std::string&, const std::string&)>;

constexpr int kSingular = -1;

// Changes a message inside a root message that is put right again after each look.
class Tamperer {
 public:
  Tamperer(const Message& message, const Look& look)
      : original_(message.SerializeAsString()), root_(message.New()), look_(look) {
    root_->CopyFrom(message);
  }

  void TamperAll() { TamperMessage(*root_, ""); }

 private:
  void TamperMessage(Message& message, const std::string& prefix) {
    const Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      const std::string path = prefix + field.name();
      if (field.is_repeated()) {
        TamperList(message, field, path);
      } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Message& inner = *message.GetReflection()->MutableMessage(&message, &field);
        TamperMessage(inner, path + ".");
        Try(message, path, "left out", [&](Message& m) { m.GetReflection()->ClearField(&m, &field); });
      } else {
        TamperValue(message, field, kSingular, path);
      }
    }
  }

  void TamperList(Message& message, const FieldDescriptor& field, const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, &field);
    const bool holds_messages = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    for (int i = 0; i < size; ++i) {
      if (holds_messages) {
        TamperMessage(*reflection.MutableRepeatedMessage(&message, &field, i), path + ".");
      } else {
        TamperValue(message, field, i, path);
      }
      Try(message, path, "without number " + std::to_string(i), [&](Message& m) {
        for (int at = i; at + 1 < size; ++at) m.GetReflection()->SwapElements(&m, &field, at, at + 1);
        m.GetReflection()->RemoveLast(&m, &field);
      });
      if (i > 0) {
        Try(message, path, "another order", [&](Message& m) { m.GetReflection()->SwapElements(&m, &field, i - 1, i); });
      }
      if (!holds_messages) continue;
      Try(message, path, "twice number " + std::to_string(i), [&](Message& m) {
        const std::unique_ptr<Message> copy(m.GetReflection()->GetRepeatedMessage(m, &field, i).New());
        copy->CopyFrom(m.GetReflection()->GetRepeatedMessage(m, &field, i));
        m.GetReflection()->AddMessage(&m, &field)->CopyFrom(*copy);
        for (int at = size; at > i + 1; --at) m.GetReflection()->SwapElements(&m, &field, at, at - 1);
      });
    }
    if (!holds_messages) {
      Try(message, path, "one more", [&](Message& m) {
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
          m.GetReflection()->AddString(&m, &field, size == 0 ? "x" : reflection.GetRepeatedString(m, &field, 0));
        } else {
          m.GetReflection()->AddInt64(&m, &field, 0);
        }
      });
    }
    Try(message, path, "empty", [&](Message& m) { m.GetReflection()->ClearField(&m, &field); });
  }

  void TamperValue(Message& message, const FieldDescriptor& field, int index, const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32: {
        const int32_t value = reflection.GetInt32(message, &field);
        for (const int32_t other : {value + 1, value - 1, 0, -value, std::numeric_limits<int32_t>::max()}) {
          Try(message, path, std::to_string(other),
              [&](Message& m) { m.GetReflection()->SetInt32(&m, &field, other); });
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_INT64: {
        const int64_t value = index == kSingular ? reflection.GetInt64(message, &field)
                                                 : reflection.GetRepeatedInt64(message, &field, index);
        for (const int64_t other : {value + 1, value - 1, int64_t{0}, -value, std::numeric_limits<int64_t>::max(),
                                    std::numeric_limits<int64_t>::min()}) {
          Try(message, path, "number " + std::to_string(index) + " " + std::to_string(other), [&](Message& m) {
            if (index == kSingular) {
              m.GetReflection()->SetInt64(&m, &field, other);
            } else {
              m.GetReflection()->SetRepeatedInt64(&m, &field, index, other);
            }
          });
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        for (int i = 0; i < field.enum_type()->value_count(); ++i) {
          Try(message, path, field.enum_type()->value(i)->name(),
              [&](Message& m) { m.GetReflection()->SetEnum(&m, &field, field.enum_type()->value(i)); });
        }
        Try(message, path, "an unknown one", [&](Message& m) { m.GetReflection()->SetEnumValue(&m, &field, 77); });
        return;
      case FieldDescriptor::CPPTYPE_STRING: {
        const std::string value = index == kSingular ? reflection.GetString(message, &field)
                                                     : reflection.GetRepeatedString(message, &field, index);
        std::string first = value;
        if (!first.empty()) first.front() = static_cast<char>(first.front() ^ 1);
        std::string last = value;
        if (!last.empty()) last.back() = static_cast<char>(last.back() ^ 1);
        for (const std::string& other : {std::string(), value + "x", first, last}) {
          Try(message, path, "a text", [&](Message& m) {
            if (index == kSingular) {
              m.GetReflection()->SetString(&m, &field, other);
            } else {
              m.GetReflection()->SetRepeatedString(&m, &field, index, other);
            }
          });
        }
        return;
      }
      default:
        // A type that no field had when this was written: a test that does not know it must not pass it over.
        look_(*root_, path, "not tampered with: unknown type");
    }
  }

  void Try(Message& part, const std::string& path, const std::string& change,
           const std::function<void(Message&)>& tamper) {
    const std::unique_ptr<Message> before(part.New());
    before->CopyFrom(part);
    tamper(part);
    if (root_->SerializeAsString() != original_) look_(*root_, path, change);
    // Field by field, so that those who hold an inner message still do.
    part.CopyFrom(*before);
  }

  const std::string original_;
  const std::unique_ptr<Message> root_;
  const Look& look_;
};

}  // namespace

void ForEachTampering(const Message& message, const Look& look) { Tamperer(message, look).TamperAll(); }

std::set<std::string> AllFields(const Descriptor& type) {
  std::set<std::string> fields;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    fields.insert(field.name());
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    for (const std::string& inner : AllFields(*field.message_type())) fields.insert(field.name() + "." + inner);
  }
  return fields;
}

}  // namespace nianbao::proof
