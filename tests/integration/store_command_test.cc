// The operator's commands on stores that real services write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "libs/rpc/client_call.h"
#include "libs/status/error.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using submission::v1::EventService;
using submission::v1::EventToken;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

EventToken HeadOf(const std::shared_ptr<grpc::Channel>& channel) {
  const auto service = EventService::NewStub(channel);
  return rpc::CallUnary(*service, &EventService::Stub::GetHead, submission::v1::GetHeadRequest(), {})->token();
}

absl::StatusOr<submission::v1::ListEventsResponse> EventsAfter(const std::shared_ptr<grpc::Channel>& channel,
                                                               const EventToken& after) {
  const auto service = EventService::NewStub(channel);
  submission::v1::ListEventsRequest request;
  *request.mutable_after() = after;
  request.set_page_size(1000);
  return rpc::CallUnary(*service, &EventService::Stub::ListEvents, request, {});
}

class StoreCommand : public testing::Test {
 protected:
  std::string File(const std::string& name) const { return folder_.path() + "/" + name; }
  // A service on a data folder, new or not.
  void Serve(const std::string& data) {
    server_ = process::Child::Start(
                  {std::string(NIANBAO_BIN_DIR) + "/nianbao", "serve", "--data", File(data), "--listen", "127.0.0.1:0"})
                  .value();
    address_ = server_->WaitForAddress().value();
  }
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }
  void FileReports() {
    EXPECT_EQ(Ask({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    EXPECT_EQ(
        Ask({"submit", kDistrict + "2023/qinghe-human-resources.txt", "--organ", "qinghe-human-resources"}).exit_status,
        0);
  }
  CommandResult Ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", address_, "--as", "填报人"});
    return RunNianbao(arguments);
  }
  std::shared_ptr<grpc::Channel> Channel() const { return rpc::OpenChannel(address_); }

  TempFolder folder_;
  std::unique_ptr<process::Child> server_;
  std::string address_;
};

TEST_F(StoreCommand, NamesABackupInAFolderByTheTime) {
  Serve("data");
  FileReports();
  std::filesystem::create_directory(File("backups"));
  const CommandResult backup = RunNianbao({"store", "backup", File("backups"), "--data", File("data")});
  EXPECT_EQ(backup.exit_status, 0) << backup.output;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(File("backups"))) {
    names.push_back(entry.path().filename().string());
  }
  ASSERT_EQ(names.size(), 1u);
  EXPECT_THAT(names[0], MatchesRegex("nianbao-2[0-9-]+T[0-9]+Z\\.backup"));
  const CommandResult restore =
      RunNianbao({"store", "restore", File("backups/" + names[0]), "--data", File("restored")});
  EXPECT_EQ(restore.exit_status, 0) << restore.output;
}

TEST_F(StoreCommand, BacksUpBesideTheServiceAndRestoresUnderANewLogId) {
  Serve("data");
  FileReports();
  const EventToken old_head = HeadOf(Channel());
  const CommandResult backup = RunNianbao({"store", "backup", File("backup"), "--data", File("data")});
  EXPECT_EQ(backup.exit_status, 0);
  EXPECT_THAT(backup.output, HasSubstr("截至第 " + std::to_string(old_head.sequence()) + " 号事件"));
  EXPECT_EQ(RunNianbao({"verify", "store", "--data", File("data")}).exit_status, 0);
  Stop();

  const CommandResult restore = RunNianbao({"store", "restore", File("backup"), "--data", File("restored")});
  EXPECT_EQ(restore.exit_status, 0);
  EXPECT_THAT(restore.output, HasSubstr("日志编号由 " + old_head.log_id()));
  const CommandResult verified = RunNianbao({"verify", "store", "--data", File("restored")});
  EXPECT_EQ(verified.exit_status, 0);
  EXPECT_THAT(verified.output, HasSubstr("全部相符"));

  Serve("restored");
  const EventToken new_head = HeadOf(Channel());
  EXPECT_NE(new_head.log_id(), old_head.log_id());
  EXPECT_EQ(new_head.sequence(), old_head.sequence());
  const auto refused = EventsAfter(Channel(), old_head);
  EXPECT_EQ(status::ReasonOf(refused.status()), "LOG_CHANGED") << refused.status();
  EXPECT_THAT(status::ChineseOf(refused.status()), HasSubstr("从头重新读取"));
  EXPECT_EQ(EventsAfter(Channel(), {})->records_size(), old_head.sequence());
  const CommandResult audit = Ask({"verify", "audit", "--head", File("data/heads.jsonl")});
  EXPECT_EQ(audit.exit_status, 0) << "the heads of the old log vouch for the events of the restored one";
  EXPECT_THAT(audit.output, HasSubstr("恢复之前"));
  EXPECT_EQ(Ask({"filing", "show", "qinghe-human-resources/2023"}).exit_status, 0);
}

TEST_F(StoreCommand, RefusesToRestoreOverAStore) {
  Serve("data");
  FileReports();
  EXPECT_EQ(RunNianbao({"store", "backup", File("backup"), "--data", File("data")}).exit_status, 0);
  EXPECT_EQ(RunNianbao({"store", "restore", File("backup"), "--data", File("data")}).exit_status, 2);
  Stop();
  EXPECT_EQ(RunNianbao({"store", "restore", File("backup"), "--data", File("data")}).exit_status, 2);
  EXPECT_EQ(RunNianbao({"verify", "store", "--data", File("data")}).exit_status, 0);
}

TEST_F(StoreCommand, LeavesNothingOfARestoreThatIsRefused) {
  std::ofstream(File("letter")) << "尊敬的";
  EXPECT_EQ(RunNianbao({"store", "restore", File("letter"), "--data", File("restored")}).exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(File("restored")));
}

TEST_F(StoreCommand, MigratesAndSaysFromWhatToWhat) {
  EXPECT_THAT(RunNianbao({"store", "migrate", "--data", File("data")}).output, HasSubstr("已新建"));
  EXPECT_THAT(RunNianbao({"store", "migrate", "--data", File("data")}).output, HasSubstr("无需升级"));
  Serve("data");
  EXPECT_EQ(RunNianbao({"store", "migrate", "--data", File("data")}).exit_status, 2) << "a service holds the folder";
  Stop();
}

TEST_F(StoreCommand, SaysThatThereIsNoStore) {
  EXPECT_EQ(RunNianbao({"store", "backup", File("backup"), "--data", File("nowhere")}).exit_status, 2);
  EXPECT_EQ(RunNianbao({"verify", "store", "--data", File("nowhere")}).exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(File("nowhere")));
  EXPECT_FALSE(std::filesystem::exists(File("backup")));
}

TEST_F(StoreCommand, MovesAStoreFromSqliteToPostgres) {
  Serve("data");
  FileReports();
  Stop();
  EXPECT_EQ(RunNianbao({"store", "backup", File("backup"), "--data", File("data")}).exit_status, 0);
  submission::PostgresServer postgres;
  const std::string database = postgres.NewDatabase();
  EXPECT_EQ(RunNianbao({"verify", "store", "--database", database}).exit_status, 2) << "nothing is there yet";
  EXPECT_EQ(RunNianbao({"store", "restore", File("backup"), "--database", database}).exit_status, 0);
  const CommandResult verified = RunNianbao({"verify", "store", "--database", database});
  EXPECT_EQ(verified.exit_status, 0);
  EXPECT_THAT(verified.output, AllOf(HasSubstr("全部相符"), HasSubstr("filings")));
  EXPECT_EQ(RunNianbao({"store", "restore", File("backup"), "--database", database}).exit_status, 2);
}

}  // namespace
}  // namespace nianbao::integration
