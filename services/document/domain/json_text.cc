#include "services/document/domain/json_text.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::domain {

absl::StatusOr<std::string> WriteJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto written = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!written.ok()) {
    return status::Error(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN",
                         absl::StrCat("json: ", written.message().ToString()))
        .Chinese("报告未能写成 JSON 文件。");
  }
  return json;
}

}  // namespace nianbao::document::domain
