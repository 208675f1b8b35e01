// The store that the last release left: this release opens it, restores its backup, and goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>

#include "libs/rpc/client_call.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using directory::v1::GrantService;
using submission::v1::EventService;
using testing::HasSubstr;

const std::string kKept = NIANBAO_KEPT_STORE;
const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

class KeptStore : public testing::Test {
 protected:
  std::string Data() const { return folder_.path() + "/data"; }

  void Serve() {
    server_ = process::Child::Start(
                  {std::string(NIANBAO_BIN_DIR) + "/nianbao", "serve", "--data", Data(), "--listen", "127.0.0.1:0"})
                  .value();
    address_ = server_->WaitForAddress().value();
  }
  int Ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", address_, "--as", "区政务公开办"});
    const CommandResult result = RunNianbao(std::move(arguments));
    last_output_ = result.output;
    return result.exit_status;
  }
  void ExpectVerified() {
    EXPECT_EQ(Ask({"verify", "audit"}), 0) << last_output_;
    for (const char* year : {"2023", "2024"}) {
      EXPECT_EQ(Ask({"verify", "aggregate", "--year", year}), 0) << last_output_;
    }
    const CommandResult store = RunNianbao({"verify", "store", "--data", Data()});
    EXPECT_EQ(store.exit_status, 0) << store.output;
  }

  // What was under way when the last release stopped goes its way.
  void ExpectGoesOn() {
    ExpectVerified();
    EXPECT_EQ(Ask({"review", "accept", "qinghe-human-resources/2024", "--signed-off-by", "负责人"}), 0) << last_output_;
    EXPECT_EQ(Ask({"submit", kDistrict + "2024/qinghe-hepan.txt", "--organ", "qinghe-hepan"}), 0) << last_output_;
    EXPECT_NE(Ask({"submit", kDistrict + "2023/qinghe-hepan.txt", "--organ", "qinghe-hepan", "--reason", "更正"}), 0)
        << "the year is sealed";
    ExpectVerified();
  }

  TempFolder folder_;
  std::unique_ptr<process::Child> server_;
  std::string address_;
  std::string last_output_;
};

TEST_F(KeptStore, OpensTheDataFolderAndGoesOn) {
  std::filesystem::create_directory(Data());
  std::filesystem::copy(kKept + "/nianbao.db", Data());
  Serve();
  EXPECT_EQ(Ask({"verify", "audit", "--head", kKept + "/heads.jsonl"}), 0) << last_output_;
  ExpectGoesOn();
}

TEST_F(KeptStore, RestoresTheBackupAndGoesOn) {
  ASSERT_EQ(RunNianbao({"store", "restore", kKept + "/store.backup", "--data", Data()}).exit_status, 0);
  Serve();
  ExpectGoesOn();
}

TEST_F(KeptStore, GivesTheAnswerOfTheLastReleaseToItsRequests) {
  std::filesystem::create_directory(Data());
  std::filesystem::copy(kKept + "/nianbao.db", Data());
  Serve();
  const auto channel = rpc::OpenChannel(address_);
  submission::v1::ListEventsRequest list;
  list.set_page_size(1000);
  const auto events =
      rpc::CallUnary(*EventService::NewStub(channel), &EventService::Stub::ListEvents, list, {.actor = "核验人"});
  ASSERT_TRUE(events.ok()) << events.status();
  for (const auto& record : events->records()) {
    if (!record.event().has_grant()) continue;
    directory::v1::GrantRoleRequest request;
    request.set_request_id(record.event().request_id());
    *request.mutable_grant() = record.event().grant().grant();
    request.set_reason(record.event().grant().reason());
    const auto answer = rpc::CallUnary(*GrantService::NewStub(channel), &GrantService::Stub::GrantRole, request,
                                       {.actor = record.event().actor().name()});
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->token().sequence(), record.event().sequence());
    EXPECT_EQ(answer->token().digest(), record.digest());
    return;
  }
  FAIL() << "the kept store holds no grant";
}

}  // namespace
}  // namespace nianbao::integration
