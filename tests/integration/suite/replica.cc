#include "tests/integration/suite/replica.h"

#include <signal.h>

#include <stdexcept>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/digest/sm3.h"

namespace nianbao::integration {

using directory::v1::DirectoryService;
using submission::v1::EventRecord;
using submission::v1::EventService;
using submission::v1::ReviewService;
using submission::v1::RulebookService;
using submission::v1::SubmissionService;

namespace {

constexpr int kEventsPerPage = 1000;
// Its supervisor starts a program again that did not start, as while the database fails over.
constexpr absl::Duration kStartPatience = absl::Seconds(60);
constexpr absl::Duration kPauseBetweenStarts = absl::Milliseconds(200);

std::string Submission(const std::string& programs) { return absl::StrCat(programs, "/nianbao-submission"); }

}  // namespace

std::string ProgramsOfThisRelease() { return NIANBAO_BIN_DIR; }

Rules::Rules(const std::string& programs)
    : process_(
          process::Child::Start({absl::StrCat(programs, "/nianbao-validation"), "--listen", "127.0.0.1:0"}).value()) {
  address_ = process_->WaitForAddress().value();
}

Replica::Replica(Store store, const Rules& rules, std::vector<std::string> before, const std::string& programs)
    : before_(std::move(before)), program_(Submission(programs)), arguments_({"--validation", rules.address()}) {
  if (store.database.empty()) {
    arguments_.insert(arguments_.end(), {"--data", store.data});
  } else {
    arguments_.insert(arguments_.end(), {"--database", store.database});
  }
  Start();
  const auto channel = rpc::OpenChannel(address_);
  directory_ = DirectoryService::NewStub(channel);
  grants_ = directory::v1::GrantService::NewStub(channel);
  submission_ = SubmissionService::NewStub(channel);
  review_ = ReviewService::NewStub(channel);
  rulebook_ = RulebookService::NewStub(channel);
  events_ = EventService::NewStub(channel);
}

Replica::~Replica() { process_->Signal(SIGKILL); }

void Replica::Start() {
  std::vector<std::string> command = before_;
  command.push_back(program_);
  command.insert(command.end(), arguments_.begin(), arguments_.end());
  command.insert(command.end(), {"--listen", address_});
  for (const absl::Time begin = absl::Now(); absl::Now() - begin < kStartPatience;
       absl::SleepFor(kPauseBetweenStarts)) {
    process_ = process::Child::Start(command).value();
    const auto address = process_->WaitForAddress();
    if (!address.ok()) continue;
    address_ = *address;
    return;
  }
  throw std::runtime_error("nianbao-submission did not start");
}

void Replica::KillAndRestart() {
  process_->Signal(SIGKILL);
  process_->Wait();
  Start();
}

int Replica::ExchangeFor(const std::string& programs) {
  process_->Signal(SIGTERM);
  const int exit_status = process_->Wait();
  program_ = Submission(programs);
  Start();
  return exit_status;
}

std::vector<EventRecord> WholeLog(Replica& replica, const rpc::CallOptions& options) {
  std::vector<EventRecord> records;
  submission::v1::ListEventsRequest request;
  request.set_page_size(kEventsPerPage);
  while (true) {
    const auto page = rpc::CallUnary(replica.events(), &EventService::Stub::ListEvents, request, options).value();
    if (page.records().empty()) return records;
    records.insert(records.end(), page.records().begin(), page.records().end());
    *request.mutable_after() = page.token();
  }
}

std::string FaultOfChain(const std::vector<EventRecord>& records, const std::string& log_id) {
  std::string digest = digest::Sm3({"nianbao/log/", log_id});
  int64_t sequence = 0;
  for (const EventRecord& record : records) {
    if (record.event().sequence() != ++sequence) return absl::StrCat("event ", sequence, " is missing or doubled");
    digest = digest::Sm3({digest, digest::CanonicalBytes(record.event())});
    if (digest != record.digest()) return absl::StrCat("the chain breaks at event ", sequence);
  }
  return "";
}

}  // namespace nianbao::integration
