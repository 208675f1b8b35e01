// A validation service on a real socket that answers what a test can tell.
#pragma once

#include <grpcpp/server.h>

#include <memory>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "nianbao/validation/v1/validation_service.grpc.pb.h"

namespace nianbao::submission {

// A verdict repeats the report's year as its error count and names the rulebook it was asked by. A report without year
// is REPORT_MALFORMED; a digest that never came with its rulebook is RULEBOOK_UNKNOWN.
class RulesServer {
 public:
  RulesServer();
  ~RulesServer();

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  // Breaks every stream and stops listening, as a killed process does.
  void Kill();
  // Listens again on the same address, knowing no rulebook.
  void Restart();

  // Answers nobody until LetGo().
  void Hold();
  void LetGo();
  // Waits until this many questions came.
  void AwaitAsked(int count);
  int asked() const;
  // Questions that carried a rulebook.
  int rulebooks() const;
  int streams() const;
  // Of the last question.
  std::string traceparent() const;

 private:
  class Service;

  void Start();

  mutable absl::Mutex mutex_;
  bool held_ ABSL_GUARDED_BY(mutex_) = false;
  int asked_ ABSL_GUARDED_BY(mutex_) = 0;
  int rulebooks_ ABSL_GUARDED_BY(mutex_) = 0;
  int streams_ ABSL_GUARDED_BY(mutex_) = 0;
  std::string traceparent_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> known_ ABSL_GUARDED_BY(mutex_);
  int port_ = 0;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace nianbao::submission
