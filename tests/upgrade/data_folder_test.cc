// One data folder, served by the last release, by this one, and by the last one again.
#include <gtest/gtest.h>
#include <signal.h>

#include <random>

#include "absl/strings/str_cat.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/recomputation.h"
#include "tests/integration/suite/replica.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/integration/suite/suite.h"
#include "tests/upgrade/releases.h"

namespace nianbao::integration {
namespace {

using directory::v1::DirectoryService;
using submission::v1::ReviewService;
using submission::v1::SubmissionService;

constexpr int kYear = 2024;
constexpr int kOrgans = 4;

const rpc::CallOptions kClerk = {.actor = "填报人"};
const rpc::CallOptions kReviewer = {.actor = "审核人"};

class DataFolder : public testing::Test {
 protected:
  void SetUp() override {
    if (ProgramsOfLastRelease().empty()) GTEST_SKIP() << kWantLastRelease;
  }

  // `nianbao serve` of a release.
  void Serve(const std::string& programs) {
    server_ =
        process::Child::Start({programs + "/nianbao", "serve", "--data", folder_.path(), "--listen", "127.0.0.1:0"})
            .value();
    address_ = server_->WaitForAddress().value();
    const auto channel = rpc::OpenChannel(address_);
    directory_ = DirectoryService::NewStub(channel);
    submission_ = SubmissionService::NewStub(channel);
    review_ = ReviewService::NewStub(channel);
  }
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }

  void ImportRoster() {
    directory::v1::ImportOrgansRequest roster;
    roster.set_request_id("roster");
    *roster.add_organs() = MakeOrgan("city", "");
    for (int i = 0; i < kOrgans; ++i) *roster.add_organs() = MakeOrgan(absl::StrCat("bureau-", i), "city");
    const auto answer = rpc::CallUnary(*directory_, &DirectoryService::Stub::ImportOrgans, roster, kReviewer);
    ASSERT_TRUE(answer.ok()) << answer.status();
    if (roster_answer_.empty()) roster_answer_ = answer->SerializeAsString();
    EXPECT_EQ(answer->SerializeAsString(), roster_answer_) << "every release repeats the answer of the first";
  }

  // Each organ files, or corrects what was accepted before.
  void FileAll() {
    for (int i = 0; i < kOrgans; ++i) {
      auto submit = SubmitRequest(absl::StrCat("bureau-", i), ConsistentReport(kYear, random_));
      submit.set_etag(etags_[i]);
      if (!etags_[i].empty()) submit.set_correction_reason("更正统计口径。");
      const auto submitted = rpc::CallUnary(*submission_, &SubmissionService::Stub::SubmitFiling, submit, kClerk);
      ASSERT_TRUE(submitted.ok()) << submitted.status();
      const auto accepted =
          rpc::CallUnary(*review_, &ReviewService::Stub::AcceptFiling, AcceptRequest(submitted->filing()), kReviewer);
      ASSERT_TRUE(accepted.ok()) << accepted.status();
      etags_[i] = accepted->filing().etag();
    }
  }

  // The commands of both releases find the running service's totals, log and rows right.
  void ExpectVerified() {
    for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease()}) {
      const std::string nianbao = programs + "/nianbao";
      for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
               {nianbao, "verify", "aggregate", "--year", absl::StrCat(kYear), "--server", address_, "--as", "核验人"},
               {nianbao, "verify", "audit", "--server", address_, "--as", "核验人"},
               {nianbao, "verify", "store", "--data", folder_.path()}}) {
        const CommandResult verified = RunCommand(command);
        EXPECT_EQ(verified.exit_status, 0) << programs << " verify " << command[2] << ": " << verified.output;
      }
    }
  }

  TempFolder folder_;
  std::mt19937_64 random_{1};
  std::string roster_answer_;
  std::string etags_[kOrgans];
  std::string address_;
  std::unique_ptr<process::Child> server_;
  std::unique_ptr<DirectoryService::Stub> directory_;
  std::unique_ptr<SubmissionService::Stub> submission_;
  std::unique_ptr<ReviewService::Stub> review_;
};

TEST_F(DataFolder, GoesFromTheLastReleaseToThisOneAndBack) {
  for (const std::string& programs : {ProgramsOfLastRelease(), ProgramsOfThisRelease(), ProgramsOfLastRelease()}) {
    SCOPED_TRACE(programs);
    Serve(programs);
    ImportRoster();
    FileAll();
    ExpectVerified();
    Stop();
  }
}

}  // namespace
}  // namespace nianbao::integration
