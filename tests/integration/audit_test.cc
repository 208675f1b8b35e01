// The log is held against the heads that were given out while it was written.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>

#include "libs/digest/sm3.h"
#include "libs/event_chain/event_chain.h"
#include "libs/process/child.h"
#include "nianbao/submission/v1/event.pb.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::integration {
namespace {

using signature::kOtherPublic;
using signature::kPrivate;
using signature::kPublic;
using submission::v1::Event;
using testing::AllOf;
using testing::HasSubstr;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

// A district with a filing; its server was stopped and wrote down the head.
class Audit : public testing::Test {
 protected:
  Audit() {
    Write("key.pem", kPrivate);
    Write("public.pem", kPublic);
    Write("other.pem", kOtherPublic);
    Start();
    EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    EXPECT_EQ(
        Run({"submit", kDistrict + "2023/qinghe-human-resources.txt", "--organ", "qinghe-human-resources"}).exit_status,
        0);
    Stop();
    std::filesystem::copy(File("data/heads.jsonl"), File("kept.jsonl"));
  }

  std::string File(const std::string& name) const { return folder_.path() + "/" + name; }
  void Write(const std::string& name, const std::string& content) { std::ofstream(File(name)) << content; }
  void Start() {
    server_ = process::Child::Start({std::string(NIANBAO_BIN_DIR) + "/nianbao", "serve", "--data", File("data"),
                                     "--listen", "127.0.0.1:0", "--head-key", File("key.pem")})
                  .value();
    address_ = server_->WaitForAddress().value();
  }
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }
  CommandResult Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", address_, "--as", "填报人"});
    return RunNianbao(arguments);
  }
  CommandResult Verify(const std::string& key = "public.pem") {
    return Run({"verify", "audit", "--head", File("kept.jsonl"), "--key", File(key)});
  }

  // Gives event 2 another request id. With `chain`, every digest from there on is made to fit.
  void Rewrite(bool chain) {
    SQLite::Database database(File("data/nianbao.db"), SQLite::OPEN_READWRITE);
    std::string digest = ChainStart(database.execAndGet("SELECT log_id FROM log_head").getString());
    SQLite::Statement events(database, "SELECT sequence, event, digest FROM events ORDER BY sequence");
    while (events.executeStep()) {
      Event event;
      ASSERT_TRUE(event.ParseFromString(events.getColumn(1).getString()));
      if (event.sequence() == 2) event.set_request_id("another");
      const std::string bytes = digest::CanonicalBytes(event);
      digest = chain ? ChainNext(digest, bytes) : events.getColumn(2).getString();
      SQLite::Statement put(database, "UPDATE events SET event = ?, digest = ? WHERE sequence = ?");
      put.bind(1, bytes.data(), static_cast<int>(bytes.size()));
      put.bind(2, digest.data(), static_cast<int>(digest.size()));
      put.bind(3, event.sequence());
      put.exec();
    }
    SQLite::Statement put(database, "UPDATE log_head SET digest = ?");
    put.bind(1, digest.data(), static_cast<int>(digest.size()));
    put.exec();
  }

  TempFolder folder_;
  std::unique_ptr<process::Child> server_;
  std::string address_;
};

TEST_F(Audit, FindsNothingWhereNothingIsWrong) {
  Start();
  const CommandResult result = Verify();
  EXPECT_EQ(result.exit_status, 0);
  EXPECT_THAT(result.output, HasSubstr("对照日志头 2 个，不符 0 处"));
}

TEST_F(Audit, SaysWhereTheChainBreaks) {
  Rewrite(false);
  Start();
  const CommandResult result = Run({"verify", "audit"});
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output, AllOf(HasSubstr("链在第 2 号事件"), HasSubstr("不符 1 处")));
}

TEST_F(Audit, TellsALogThatWasRewrittenAsAWholeByTheHeadThatWasKept) {
  Rewrite(true);
  Start();
  EXPECT_EQ(Run({"verify", "audit"}).exit_status, 0) << "in itself it is in order";
  const CommandResult result = Verify();
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output, HasSubstr("此前的事件被改写过"));
}

TEST_F(Audit, MissesEventsThatAHeadKnows) {
  {
    SQLite::Database database(File("data/nianbao.db"), SQLite::OPEN_READWRITE);
    const int last = database.execAndGet("SELECT sequence FROM log_head").getInt();
    database.exec("DELETE FROM events WHERE sequence = " + std::to_string(last));
    database.exec("UPDATE log_head SET sequence = sequence - 1, digest = (SELECT digest FROM events WHERE sequence = " +
                  std::to_string(last - 1) + ")");
  }
  Start();
  const CommandResult result = Verify();
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output, HasSubstr("之后的事件不见了"));
}

TEST_F(Audit, DoesNotTakeAHeadThatAnotherKeySigned) {
  Start();
  const CommandResult result = Verify("other.pem");
  EXPECT_EQ(result.exit_status, 1);
  EXPECT_THAT(result.output, HasSubstr("签名无效"));
  EXPECT_EQ(Verify("key.pem").exit_status, 2) << "the private key verifies nothing";
}

}  // namespace
}  // namespace nianbao::integration
