#include "libs/rulebook/parse_rulebook.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/rulebook/check_rulebook.h"
#include "libs/rulebook/invalid.h"
#include "libs/status/try.h"

namespace nianbao::rulebook {
namespace {

class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat("line ", line + 1, ", column ", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

absl::StatusOr<v1::Rulebook> ParseRulebook(absl::string_view text) {
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  v1::Rulebook rulebook;
  if (!parser.ParseFromString(std::string(text), &rulebook)) {
    return Invalid(absl::StrCat("rulebook: ", error.text()));
  }
  // The parser of texts takes any bytes, that of messages none that could not be sent.
  if (!v1::Rulebook().ParseFromString(rulebook.SerializeAsString())) return Invalid("rulebook: a text is not UTF-8");
  RETURN_IF_ERROR(CheckRulebook(rulebook));
  return rulebook;
}

}  // namespace nianbao::rulebook
