#include "tests/rpc_fuzz/round.h"

#include <deque>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "tests/integration/suite/wire.h"
#include "tests/rpc_fuzz/findings.h"
#include "tests/rpc_fuzz/good_request.h"
#include "tests/rpc_fuzz/memory.h"
#include "tests/rpc_fuzz/methods.h"
#include "tests/rpc_fuzz/mutation.h"
#include "tests/rpc_fuzz/odd_values.h"
#include "tests/rpc_fuzz/request_filler.h"
#include "tests/rpc_fuzz/served_suite.h"

namespace nianbao::rpc_fuzz {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

// Totals wait for events that never come as long as the caller does.
constexpr absl::Duration kTimeout = absl::Seconds(1);
// Who was not answered asks once more: for a machine that does other things besides.
constexpr absl::Duration kLongTimeout = absl::Seconds(60);
constexpr size_t kAcceptedKept = 20;
// Metadata beyond the limit of 16 KB is refused by gRPC, which in version 1.51 then refuses what else comes over the
// connection too.
constexpr size_t kNameBytesMax = 4 << 10;

class Round {
 public:
  Round(const RoundPlan& plan, Tally& tally)
      : plan_(plan), tally_(tally), random_(plan.seed), filler_(memory_, absl::Now()), good_(ReadGoodRequests()) {
    for (const GoodRequest& request : good_) of_method_[request.method].push_back(&request);
  }

  std::string Go() {
    Open();
    suite_.NoteDocumentProcess();
    std::deque<std::pair<CallPlan, std::future<Answer>>> under_way;
    for (int64_t call = 0; call < plan_.calls + static_cast<int64_t>(plan_.at_once) && suite_.IsAlive(); ++call) {
      if (under_way.size() == plan_.at_once || (call >= plan_.calls && !under_way.empty())) {
        auto [plan, answer] = std::move(under_way.front());
        under_way.pop_front();
        Hear(absl::StrCat("call ", call - static_cast<int64_t>(plan_.at_once)), plan, answer.get());
      }
      if (call >= plan_.calls) continue;
      CallPlan plan = DrawCall();
      auto answer = Begin(suite_.channel(), plan, TimeoutOf(plan));
      under_way.emplace_back(std::move(plan), std::move(answer));
    }
    Close();
    return findings_.text();
  }

 private:
  // Of each method something is accepted, so that there is something to go on with.
  void Open() {
    ExpectAllServed();
    for (size_t line = 0; line < good_.size(); ++line) {
      for (int time = 0; time < good_[line].times; ++time) {
        const auto request = filler_.InOrder(good_[line], time);
        const CallPlan plan = {good_[line].method, {request->SerializeAsString()}, good_[line].actor};
        const Answer answer = Begin(suite_.channel(), plan, kLongTimeout).get();
        const std::string name = absl::StrCat("good request ", line + 1);
        Hear(name, plan, answer);
        const bool is_accepted = answer.left || Judge(plan, answer).outcomes == std::vector<std::string>{""};
        if (!is_accepted) findings_.Add(name, plan, answer, "a good request was refused");
      }
    }
  }

  // What is served and no part of gRPC is called.
  void ExpectAllServed() {
    std::set<std::string> called;
    for (const MethodDescriptor* method : Methods()) called.insert(method->service()->full_name());
    for (const std::string& served : integration::ReflectedServices(suite_.address())) {
      if (!absl::StartsWith(served, "grpc.") && called.count(served) == 0) findings_.Add(served + " is never called");
      called.erase(served);
    }
    for (const std::string& service : called) findings_.Add(service + " is not served");
  }

  CallPlan DrawCall() {
    CallPlan plan;
    plan.method = random_.Pick(Methods());
    const auto& good = of_method_[plan.method];
    plan.actor = good.empty() ? "" : random_.Pick(good)->actor;
    if (random_.Chance(8)) plan.actor = random_.Chance(50) ? "填报人" : OddText(random_).substr(0, kNameBytesMax);
    const int64_t messages = plan.method->client_streaming() ? random_.Between(1, 4) : 1;
    for (int64_t i = 0; i < messages; ++i) plan.messages.push_back(DrawMessage(*plan.method));
    return plan;
  }

  std::string DrawMessage(const MethodDescriptor& method) {
    const auto& good = of_method_[&method];
    const auto& accepted = accepted_[&method];
    std::unique_ptr<Message> message;
    if (good.empty() || (!accepted.empty() && random_.Chance(20))) {
      message = NewMessage(*method.input_type());
      if (!accepted.empty()) message->ParseFromString(random_.Pick(accepted));
      const auto* const id = method.input_type()->FindFieldByName("request_id");
      if (id != nullptr && random_.Chance(80)) message->GetReflection()->SetString(message.get(), id, filler_.NewId());
    } else {
      message = filler_.AtRandom(*random_.Pick(good), random_);
    }
    if (random_.Chance(70)) {
      do Mutate(*message, memory_, random_);
      while (random_.Chance(40));
    }
    std::string bytes = message->SerializeAsString();
    return random_.Chance(4) ? BreakBytes(std::move(bytes), random_) : bytes;
  }

  static absl::Duration TimeoutOf(const CallPlan& plan) {
    return plan.method->client_streaming() ? kLongTimeout : kTimeout;
  }

  void Hear(const std::string& call, const CallPlan& plan, Answer answer) {
    const bool silent = answer.status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && !answer.left;
    if (silent && !plan.method->server_streaming()) answer = Begin(suite_.channel(), plan, kLongTimeout).get();
    Verdict verdict = Judge(plan, answer);
    if (!suite_.IsAlive()) verdict.fault = "the suite has ended";
    for (const std::string& outcome : verdict.outcomes) {
      if (outcome == "DOCUMENT_RESTARTING") verdict.fault = "the process of the document service has ended";
    }
    tally_.Add(plan.method->name(), verdict);
    if (!verdict.fault.empty()) findings_.Add(call, plan, answer, verdict.fault);
    for (const std::string& bytes : answer.messages) {
      const auto message = NewMessage(*plan.method->output_type());
      if (message->ParseFromString(bytes)) memory_.Learn(*message);
    }
    auto& accepted = accepted_[plan.method];
    if (verdict.outcomes == std::vector<std::string>{""} && accepted.size() < kAcceptedKept) {
      accepted.push_back(plan.messages.front());
    }
  }

  void Close() {
    if (!suite_.IsAlive()) return findings_.Add("the suite has ended");
    if (!suite_.HasItsFirstDocumentProcess()) findings_.Add("the process of the document service was replaced");
    const CallPlan clean = {FindMethod("GetHead"), {""}, "填报人"};
    const Answer answer = Begin(suite_.channel(), clean, kLongTimeout).get();
    if (!answer.status.ok()) findings_.Add("at the end", clean, answer, "a clean call is not answered");
    const std::string wrong = suite_.Verify({2023, 2024});
    if (!wrong.empty()) findings_.Add(wrong);
  }

  const RoundPlan plan_;
  Tally& tally_;
  testing::Rng random_;
  ServedSuite suite_;
  Memory memory_;
  RequestFiller filler_;
  Findings findings_;
  const std::vector<GoodRequest> good_;
  std::map<const MethodDescriptor*, std::vector<const GoodRequest*>> of_method_;
  std::map<const MethodDescriptor*, std::vector<std::string>> accepted_;
};

}  // namespace

std::string GoRound(const RoundPlan& plan, Tally& tally) { return Round(plan, tally).Go(); }

}  // namespace nianbao::rpc_fuzz
