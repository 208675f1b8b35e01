#include "tests/unit/services/submission/rules_server.h"

#include <grpcpp/server_builder.h>

#include <chrono>
#include <deque>
#include <stdexcept>
#include <thread>

#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"

namespace nianbao::submission {
namespace {

using validation::v1::ValidateReportsRequest;
using validation::v1::ValidateReportsResponse;
using Stream = grpc::ServerReaderWriter<ValidateReportsResponse, ValidateReportsRequest>;

void Refuse(absl::StatusCode code, const std::string& reason, ValidateReportsResponse& answer) {
  *answer.mutable_error() = rpc::ToMessage(status::Error(code, reason, "rules: refused").Chinese("不予校验。"));
}

}  // namespace

class RulesServer::Service final : public validation::v1::ValidationService::Service {
 public:
  explicit Service(RulesServer& rules) : rules_(rules) {}

  grpc::Status ValidateReports(grpc::ServerContext*, Stream* stream) override {
    {
      absl::MutexLock lock(&rules_.mutex_);
      ++rules_.streams_;
    }
    std::deque<ValidateReportsResponse> answers;
    bool all_read = false;
    std::thread writer([&] {
      while (true) {
        ValidateReportsResponse answer;
        {
          const auto ready = [&] { return all_read || (!rules_.held_ && !answers.empty()); };
          absl::MutexLock lock(&rules_.mutex_);
          rules_.mutex_.Await(absl::Condition(&ready));
          if (all_read) return;
          // The last first: the order of the answers is not that of the questions.
          answer = answers.back();
          answers.pop_back();
        }
        stream->Write(answer);
      }
    });
    ValidateReportsRequest question;
    while (stream->Read(&question)) {
      absl::MutexLock lock(&rules_.mutex_);
      ++rules_.asked_;
      rules_.traceparent_ = question.traceparent();
      answers.push_back(AnswerTo(question));
    }
    {
      absl::MutexLock lock(&rules_.mutex_);
      all_read = true;
    }
    writer.join();
    return grpc::Status::OK;
  }

 private:
  ValidateReportsResponse AnswerTo(const ValidateReportsRequest& question)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(rules_.mutex_) {
    const validation::v1::ValidateReportRequest& request = question.request();
    ValidateReportsResponse answer;
    answer.set_id(question.id());
    if (request.has_rulebook()) {
      ++rules_.rulebooks_;
      rules_.known_.insert(request.rulebook_digest());
    }
    if (!rules_.known_.contains(request.rulebook_digest())) {
      Refuse(absl::StatusCode::kFailedPrecondition, "RULEBOOK_UNKNOWN", answer);
    } else if (request.report().year() == 0) {
      Refuse(absl::StatusCode::kInvalidArgument, "REPORT_MALFORMED", answer);
    } else {
      answer.mutable_verdict()->set_error_count(request.report().year());
      answer.mutable_verdict()->set_warning_count(request.context().prior_size());
      answer.mutable_verdict()->set_rulebook_digest(request.rulebook_digest());
    }
    return answer;
  }

  RulesServer& rules_;
};

RulesServer::RulesServer() { Start(); }

RulesServer::~RulesServer() { Kill(); }

void RulesServer::Start() {
  service_ = std::make_unique<Service>(*this);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address(), grpc::InsecureServerCredentials(), &port_);
  builder.RegisterService(service_.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) throw std::runtime_error("the rules cannot listen on " + address());
}

void RulesServer::Kill() {
  // Nothing is let go on: who waits is cancelled.
  server_->Shutdown(std::chrono::system_clock::now());
  server_->Wait();
}

void RulesServer::Restart() {
  {
    absl::MutexLock lock(&mutex_);
    held_ = false;
    known_.clear();
  }
  Start();
}

void RulesServer::Hold() {
  absl::MutexLock lock(&mutex_);
  held_ = true;
}

void RulesServer::LetGo() {
  absl::MutexLock lock(&mutex_);
  held_ = false;
}

void RulesServer::AwaitAsked(int count) {
  const auto enough = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return asked_ >= count; };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&enough));
}

int RulesServer::asked() const {
  absl::MutexLock lock(&mutex_);
  return asked_;
}

int RulesServer::rulebooks() const {
  absl::MutexLock lock(&mutex_);
  return rulebooks_;
}

std::string RulesServer::traceparent() const {
  absl::MutexLock lock(&mutex_);
  return traceparent_;
}

int RulesServer::streams() const {
  absl::MutexLock lock(&mutex_);
  return streams_;
}

}  // namespace nianbao::submission
