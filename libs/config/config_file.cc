#include "libs/config/config_file.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "libs/config/file_text.h"
#include "libs/config/number_check.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"

namespace nianbao::config {
namespace {

class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (!fault_) fault_ = Fault{line, column, utf8::WellFormed(message)};
  }
  const std::optional<Fault>& fault() const { return fault_; }

 private:
  std::optional<Fault> fault_;
};

absl::Status Invalid(const std::string& file, const Fault& fault) {
  const std::string line = absl::StrCat(fault.line + 1);
  const std::string column = absl::StrCat(fault.column + 1);
  return status::Error(absl::StatusCode::kInvalidArgument, "CONFIG_INVALID",
                       absl::StrCat("config: ", file, ":", line, ":", column, ": ", absl::StripSuffix(fault.what, "."),
                                    "; docs/configuration.md lists what there is"))
      .Meta("file", file)
      .Meta("line", line)
      .Meta("column", column)
      .Chinese(absl::StrCat("配置文件 ", file, " 第 ", line, " 行第 ", column,
                            " 列有误，程序没有启动。请对照 docs/configuration.md 核对字段名和取值。"));
}

}  // namespace

absl::Status ParseConfig(absl::string_view text, const std::string& file, google::protobuf::Message& config) {
  FirstError error;
  google::protobuf::TextFormat::ParseInfoTree places;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(&places);
  if (!parser.ParseFromString(std::string(text), &config)) {
    return Invalid(file, error.fault().value_or(Fault{0, 0, "cannot be read"}));
  }
  if (const std::optional<Fault> fault = FindNegative(config, places)) return Invalid(file, *fault);
  return absl::OkStatus();
}

absl::Status ReadConfig(const std::string& path, google::protobuf::Message& config) {
  ASSIGN_OR_RETURN(const std::string text, FileText(path));
  return ParseConfig(text, path, config);
}

}  // namespace nianbao::config
