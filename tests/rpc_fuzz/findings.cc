#include "tests/rpc_fuzz/findings.h"

#include <google/protobuf/text_format.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/rpc_fuzz/methods.h"

namespace nianbao::rpc_fuzz {
namespace {

constexpr int kTimesShown = 3;
constexpr size_t kBytesShownMax = 4000;

std::string Cut(std::string text) {
  if (text.size() <= kBytesShownMax) return text;
  const size_t more = text.size() - kBytesShownMax;
  text.resize(kBytesShownMax);
  return absl::StrCat(text, " … ", more, " bytes more");
}

std::string TextOf(const google::protobuf::Descriptor& type, const std::string& bytes) {
  const auto message = NewMessage(type);
  if (!message->ParseFromString(bytes)) return absl::StrCat("bytes ", absl::BytesToHexString(bytes));
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(*message, &text);
  return text;
}

}  // namespace

void Findings::Add(absl::string_view call, const CallPlan& plan, const Answer& answer, const std::string& fault) {
  if (++times_[absl::StrCat(plan.method->name(), fault)] > kTimesShown) return;
  absl::StrAppend(&text_, "FINDING ", call, " ", plan.method->name(), ": ", fault, "\n  as ",
                  Cut(absl::Utf8SafeCEscape(plan.actor)), "\n");
  for (const std::string& bytes : plan.messages) {
    absl::StrAppend(&text_, "  asked ", Cut(TextOf(*plan.method->input_type(), bytes)), "\n");
  }
  for (const std::string& bytes : answer.messages) {
    absl::StrAppend(&text_, "  answered ", Cut(TextOf(*plan.method->output_type(), bytes)), "\n");
  }
  google::rpc::Status details;
  details.ParseFromString(answer.status.error_details());
  absl::StrAppend(&text_, "  ended with code ", answer.status.error_code(), " ",
                  absl::Utf8SafeCEscape(answer.status.error_message()), " ", Cut(details.Utf8DebugString()), "\n");
}

void Findings::Add(const std::string& fault) { absl::StrAppend(&text_, "FINDING ", fault, "\n"); }

}  // namespace nianbao::rpc_fuzz
