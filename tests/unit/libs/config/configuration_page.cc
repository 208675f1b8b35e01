#include "tests/unit/libs/config/configuration_page.h"

#include <google/protobuf/compiler/importer.h>
#include <google/protobuf/descriptor.h>

#include <stdexcept>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"

namespace nianbao::config {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::SourceLocation;

class Loud : public google::protobuf::compiler::MultiFileErrorCollector {
 public:
  void AddError(const std::string& file, int line, int, const std::string& message) override {
    throw std::runtime_error(absl::StrCat(file, ":", line + 1, ": ", message));
  }
};

template <typename Described>
std::string CommentOf(const Described& described) {
  SourceLocation location;
  described.GetSourceLocation(&location);
  std::string comment = absl::StrReplaceAll(location.leading_comments, {{"\n", " "}, {"|", "\\|"}});
  comment = absl::StrReplaceAll(comment, {{"  ", " "}});
  return std::string(absl::StripSuffix(absl::StripPrefix(comment, " "), " "));
}

std::string TypeOf(const FieldDescriptor& field) {
  std::string type = field.type_name();
  if (const Descriptor* message = field.message_type()) {
    type = message->full_name() == "google.protobuf.Duration"
               ? "duration"
               : absl::StrCat("[", message->name(), "](#", absl::AsciiStrToLower(message->name()), ")");
  }
  return absl::StrCat(type, field.is_repeated() ? ", repeated" : "");
}

void AddMessage(const Descriptor& message, std::string& page) {
  absl::StrAppend(&page, "\n### ", message.name(), "\n\n", CommentOf(message),
                  "\n\n| field | type | meaning |\n|---|---|---|\n");
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    absl::StrAppend(&page, "| `", field.name(), "` | ", TypeOf(field), " | ", CommentOf(field), " |\n");
  }
}

}  // namespace

std::string ConfigurationPage(const std::string& introduction) {
  google::protobuf::compiler::DiskSourceTree tree;
  tree.MapPath("", NIANBAO_SOURCE_DIR "/proto");
  tree.MapPath("", "/usr/include");
  Loud errors;
  google::protobuf::compiler::Importer importer(&tree, &errors);
  std::string page = introduction;
  for (const char* file : {"nianbao/config/v1/services.proto", "nianbao/config/v1/server.proto"}) {
    const FileDescriptor& protos = *importer.Import(file);
    for (int i = 0; i < protos.message_type_count(); ++i) AddMessage(*protos.message_type(i), page);
  }
  return page;
}

}  // namespace nianbao::config
