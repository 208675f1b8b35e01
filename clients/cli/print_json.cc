#include "clients/cli/print_json.h"

#include <fmt/core.h>
#include <google/protobuf/util/json_util.h>

namespace nianbao::cli {
namespace {

std::string ToJson(const google::protobuf::Message& message, bool indent) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indent;
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace

void PrintJson(const google::protobuf::Message& message) { fmt::print("{}", ToJson(message, true)); }

void PrintJsonLine(const google::protobuf::Message& message) {
  fmt::print("{}\n", ToJson(message, false));
  std::fflush(stdout);
}

}  // namespace nianbao::cli
