#include "tests/rpc_fuzz/promise.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"
#include "tests/refusal_fault.h"
#include "tests/rpc_fuzz/methods.h"

namespace nianbao::rpc_fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kUnreadable[] = "(unreadable)";
constexpr char kLeft[] = "(left)";

// The refusal in an answer of a batch; nullptr when there is none.
const google::rpc::Status* ErrorIn(const Message& answer) {
  const FieldDescriptor* const field = answer.GetDescriptor()->FindFieldByName("error");
  if (field == nullptr || !answer.GetReflection()->HasField(answer, field)) return nullptr;
  return dynamic_cast<const google::rpc::Status*>(&answer.GetReflection()->GetMessage(answer, field));
}

// The code says neither that nobody knows why, nor that the suite is broken, nor that data are lost.
std::string FaultOfCode(absl::StatusCode code) {
  const bool is_fault =
      code == absl::StatusCode::kUnknown || code == absl::StatusCode::kInternal || code == absl::StatusCode::kDataLoss;
  return is_fault ? absl::StrCat("a refusal with ", absl::StatusCodeToString(code)) : "";
}

class Judgement {
 public:
  Judgement(const CallPlan& plan, const Answer& answer)
      : plan_(plan), answer_(answer), is_batch_(plan.method->client_streaming()), readable_(IsReadable(plan)) {}

  Verdict Make() && {
    for (const std::string& bytes : answer_.messages) LookAtMessage(bytes);
    LookAtEnd();
    return std::move(verdict_);
  }

 private:
  void Fault(const std::string& fault) {
    if (verdict_.fault.empty()) verdict_.fault = fault;
  }

  void LookAtMessage(const std::string& bytes) {
    const auto message = NewMessage(*plan_.method->output_type());
    if (!message->ParseFromString(bytes)) return Fault("an answer that is none of its type");
    const google::rpc::Status* const error = ErrorIn(*message);
    if (error != nullptr) {
      Refused(rpc::FromMessage(*error));
    } else if (is_batch_) {
      verdict_.outcomes.emplace_back();
    }
  }

  void LookAtEnd() {
    const grpc::Status& status = answer_.status;
    if (answer_.left) return verdict_.outcomes.push_back(answer_.messages.empty() ? kLeft : "");
    if (is_batch_ && answer_.messages.size() > plan_.messages.size()) Fault("more answers than requests");
    if (!readable_ && status.error_details().empty()) return LookAtUnreadable(status);
    if (!status.ok() && status.error_details().empty()) {
      Fault(absl::StrCat("a refusal that nobody explains: code ", status.error_code(), " ", status.error_message()));
    }
    if (!status.ok()) return Refused(rpc::FromGrpc(status));
    if (!readable_) return Fault("what is no message of its type was accepted");
    if (is_batch_) {
      if (answer_.messages.size() < plan_.messages.size()) Fault("fewer answers than requests");
      return;
    }
    if (answer_.messages.size() != 1) Fault(absl::StrCat(answer_.messages.size(), " answers to one request"));
    verdict_.outcomes.emplace_back();
  }

  void LookAtUnreadable(const grpc::Status& status) {
    verdict_.outcomes.emplace_back(kUnreadable);
    const bool ends = is_batch_ && status.ok();
    if (!ends && status.error_code() != grpc::StatusCode::UNIMPLEMENTED) {
      Fault(absl::StrCat("what is no message of its type ended with code ", status.error_code()));
    }
  }

  void Refused(const absl::Status& refusal) {
    const std::string reason = status::ReasonOf(refusal);
    verdict_.outcomes.push_back(reason.empty() ? absl::StrCat("code ", static_cast<int>(refusal.code())) : reason);
    const std::string of_code = FaultOfCode(refusal.code());
    const std::string fault = of_code.empty() ? testing::FaultOfRefusal(refusal) : of_code;
    if (!fault.empty()) Fault(fault);
  }

  const CallPlan& plan_;
  const Answer& answer_;
  const bool is_batch_;
  const bool readable_;
  Verdict verdict_;
};

}  // namespace

bool IsReadable(const CallPlan& plan) {
  return std::all_of(plan.messages.begin(), plan.messages.end(), [&](const std::string& bytes) {
    return NewMessage(*plan.method->input_type())->ParseFromString(bytes);
  });
}

Verdict Judge(const CallPlan& plan, const Answer& answer) { return Judgement(plan, answer).Make(); }

}  // namespace nianbao::rpc_fuzz
