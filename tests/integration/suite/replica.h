// One of several processes that serve the same filings.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/process/child.h"
#include "libs/rpc/client_call.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/rulebook_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::integration {

// The folder of the programs of this release.
std::string ProgramsOfThisRelease();

// A validation process.
class Rules {
 public:
  // programs: the folder of those of the release that is meant.
  explicit Rules(const std::string& programs = ProgramsOfThisRelease());
  const std::string& address() const { return address_; }

 private:
  std::unique_ptr<process::Child> process_;
  std::string address_;
};

// Where the filings are kept.
struct Store {
  // A folder, or the connection string of a PostgreSQL database.
  std::string data = "";
  std::string database = "";
};

// A submission process, and the way to it. Its methods may be called by many threads, but for those that start it anew.
class Replica {
 public:
  // before: what stands before the program on the command line, as for another clock. programs: as of Rules. Throws
  // std::runtime_error.
  Replica(Store store, const Rules& rules, std::vector<std::string> before = {},
          const std::string& programs = ProgramsOfThisRelease());
  ~Replica();

  // kill -9, then the same program on the same address.
  void KillAndRestart();
  // SIGTERM, then the program of another release on the same address. The exit status of the first one.
  int ExchangeFor(const std::string& programs);

  const std::string& address() const { return address_; }
  directory::v1::DirectoryService::Stub& directory() { return *directory_; }
  directory::v1::GrantService::Stub& grants() { return *grants_; }
  submission::v1::SubmissionService::Stub& submission() { return *submission_; }
  submission::v1::ReviewService::Stub& review() { return *review_; }
  submission::v1::RulebookService::Stub& rulebook() { return *rulebook_; }
  submission::v1::EventService::Stub& events() { return *events_; }

 private:
  void Start();

  std::vector<std::string> before_;
  std::string program_;
  std::vector<std::string> arguments_;
  std::string address_ = "127.0.0.1:0";
  std::unique_ptr<process::Child> process_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  std::unique_ptr<directory::v1::GrantService::Stub> grants_;
  std::unique_ptr<submission::v1::SubmissionService::Stub> submission_;
  std::unique_ptr<submission::v1::ReviewService::Stub> review_;
  std::unique_ptr<submission::v1::RulebookService::Stub> rulebook_;
  std::unique_ptr<submission::v1::EventService::Stub> events_;
};

// The whole log, as the replica shows it.
std::vector<submission::v1::EventRecord> WholeLog(Replica& replica, const rpc::CallOptions& options);
// What is wrong with the numbers and the chain of a whole log; "" when nothing is.
std::string FaultOfChain(const std::vector<submission::v1::EventRecord>& records, const std::string& log_id);

}  // namespace nianbao::integration
