// Totals are proven, and recomputed from the stored reports, as people do it on the command line.
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "libs/process/child.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

std::string Load(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

// A district in which three organs have filed for 2023, sealed, with a server that signs.
class Proofs : public testing::Test {
 protected:
  Proofs() {
    Write("key.pem", signature::kPrivate);
    Write("public.pem", signature::kPublic);
    Write("other.pem", signature::kOtherPublic);
    Start();
    EXPECT_EQ(Run({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    for (const char* organ : {"qinghe-human-resources", "qinghe-education", "qinghe-health"}) File(organ);
    EXPECT_EQ(Run({"seal", "qinghe", "--year", "2023", "--reason", "汇总定稿", "--allow-missing"}).exit_status, 0);
  }
  ~Proofs() override { Stop(); }

  std::string Path(const std::string& name) const { return folder_.path() + "/" + name; }
  void Write(const std::string& name, const std::string& content) { std::ofstream(Path(name)) << content; }
  std::string Document(const std::string& organ) const { return kDistrict + "2023/" + organ + ".txt"; }
  void File(const std::string& organ) {
    EXPECT_EQ(Run({"submit", Document(organ), "--organ", organ}, "填报人").exit_status, 0) << organ;
    EXPECT_EQ(Run({"review", "accept", organ + "/2023", "--signed-off-by", "负责人"}).exit_status, 0) << organ;
  }
  void Start() {
    server_ = process::Child::Start({std::string(NIANBAO_BIN_DIR) + "/nianbao", "serve", "--data", Path("data"),
                                     "--listen", "127.0.0.1:0", "--head-key", Path("key.pem")})
                  .value();
    address_ = server_->WaitForAddress().value();
  }
  void Stop() {
    server_->Signal(SIGTERM);
    EXPECT_EQ(server_->Wait(), 0);
  }
  CommandResult Run(std::vector<std::string> arguments, const std::string& actor = "区政务公开办") {
    arguments.insert(arguments.end(), {"--server", address_, "--as", actor});
    return RunNianbao(arguments);
  }
  // Without a server: nothing listens at the address.
  CommandResult Check(const std::vector<std::string>& more, const std::string& file = "proof.json") {
    std::vector<std::string> arguments = {"verify", "proof", Path(file), "--server", "127.0.0.1:1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunNianbao(arguments);
  }
  CommandResult Fetch(const std::string& organ, const std::vector<std::string>& more = {},
                      const std::string& file = "proof.json") {
    std::vector<std::string> arguments = {"verify", "proof", "--organ", organ, "--year", "2023", "--save", Path(file)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  // Changes a report behind the back of the service.
  void Falsify(const std::string& filing, const std::function<void(form::v1::AnnualReport&)>& change) {
    Stop();
    {
      SQLite::Database database(Path("data/nianbao.db"), SQLite::OPEN_READWRITE);
      SQLite::Statement get(database, "SELECT report FROM revisions WHERE filing = ?");
      get.bind(1, filing);
      ASSERT_TRUE(get.executeStep());
      form::v1::AnnualReport report;
      ASSERT_TRUE(report.ParseFromString(get.getColumn(0).getString()));
      change(report);
      const std::string bytes = report.SerializeAsString();
      SQLite::Statement put(database, "UPDATE revisions SET report = ? WHERE filing = ?");
      put.bind(1, bytes.data(), static_cast<int>(bytes.size()));
      put.bind(2, filing);
      EXPECT_EQ(put.exec(), 1);
    }
    Start();
  }

  TempFolder folder_;
  std::unique_ptr<process::Child> server_;
  std::string address_;
};

TEST_F(Proofs, AnOrganKeepsOneAndChecksItWithoutTheService) {
  const CommandResult fetched = Fetch("qinghe-education");
  EXPECT_EQ(fetched.exit_status, 0);
  EXPECT_THAT(fetched.output,
              AllOf(HasSubstr("已证明：organs/qinghe 的合计（2023 年度）包含 organs/qinghe-education 的数字"),
                    HasSubstr("汇总自 3 / 13 份应报报告"), HasSubstr("签名：没有核对"), HasSubstr("未证明：")));
  const CommandResult checked = Check({"--key", Path("public.pem"), "--report", Document("qinghe-education")});
  EXPECT_EQ(checked.exit_status, 0);
  EXPECT_THAT(checked.output, AllOf(HasSubstr("由所给公钥的持有者签名"), HasSubstr("数字与计入合计的一致")));
}

TEST_F(Proofs, AnotherReportAnotherKeyAndAnotherFigureAreNotTaken) {
  ASSERT_EQ(Fetch("qinghe-education").exit_status, 0);
  const CommandResult report = Check({"--report", Document("qinghe-health")});
  EXPECT_EQ(report.exit_status, 1);
  EXPECT_THAT(report.output, AllOf(HasSubstr("不符：“"), HasSubstr("计入合计的为")));
  EXPECT_THAT(Check({"--report", kDistrict + "2024/qinghe-education.txt"}).output, HasSubstr("是 2024 年度的报告"));
  const CommandResult key = Check({"--key", Path("other.pem")});
  EXPECT_EQ(key.exit_status, 1);
  EXPECT_THAT(key.output, HasSubstr("签名与所给的公钥不符"));

  Write("tampered.json", absl::StrReplaceAll(Load(Path("proof.json")), {{"\"year\":2023", "\"year\":2024"}}));
  const CommandResult tampered = Check({}, "tampered.json");
  EXPECT_EQ(tampered.exit_status, 1);
  EXPECT_THAT(tampered.output, AllOf(HasSubstr("不符：organs/qinghe 的摘要"), HasSubstr("位置 root.digest")));
  EXPECT_EQ(Check({"--organ", "qinghe-education", "--year", "2023", "--node", "qinghe"}).exit_status, 0);
  const CommandResult other = Check({"--organ", "qinghe-health"});
  EXPECT_EQ(other.exit_status, 1);
  EXPECT_THAT(other.output, HasSubstr("这份证明是关于 organs/qinghe-education 的"));
  EXPECT_EQ(Check({}, "public.pem").exit_status, 2) << "no proof at all";
  EXPECT_EQ(Check({}, "missing.json").exit_status, 2);
}

TEST_F(Proofs, OfAnOrganThatHasNotFiledSaysThatNothingIsInside) {
  const CommandResult fetched = Fetch("qinghe-police", {"--algorithm", "sha256"});
  EXPECT_EQ(fetched.exit_status, 0);
  EXPECT_THAT(fetched.output, AllOf(HasSubstr("没有计入 organs/qinghe-police 的数字"), HasSubstr("SHA-256 摘要")));
}

TEST_F(Proofs, StayTheSameWhenAReportIsPublishedAndEndWithTheSeal) {
  ASSERT_EQ(Fetch("qinghe-education").exit_status, 0);
  ASSERT_EQ(Run({"filing", "publish", "qinghe-education/2023", "--url", "https://www.example.gov.cn/2023"}).exit_status,
            0);
  ASSERT_EQ(Fetch("qinghe-education", {}, "later.json").exit_status, 0);
  EXPECT_EQ(Load(Path("later.json")), Load(Path("proof.json")));
  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2023", "--reason", "补报"}).exit_status, 0);
  EXPECT_EQ(Fetch("qinghe-education", {}, "refused.json").exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(Path("refused.json")));
  EXPECT_EQ(Check({"--key", Path("public.pem")}).exit_status, 0) << "what was proven of the seal stays so";
}

// A report is taken back between two seals, and another one comes.
TEST_F(Proofs, OfTwoSealsAreLinkedAndTheLinkIsCheckedWithoutTheService) {
  ASSERT_EQ(Fetch("qinghe-education").exit_status, 0);
  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2023", "--reason", "补报"}).exit_status, 0);
  const std::vector<std::string> ask = {"verify", "link", "--since", Path("proof.json"), "--save", Path("link.json")};
  EXPECT_EQ(Run(ask).exit_status, 2) << "it is not sealed now";
  File("qinghe-police");
  ASSERT_EQ(Run({"review", "revoke", "qinghe-health/2023", "--reason", "误报"}).exit_status, 0);
  ASSERT_EQ(Run({"seal", "qinghe", "--year", "2023", "--reason", "汇总定稿", "--allow-missing"}).exit_status, 0);
  const CommandResult linked = Run(ask);
  EXPECT_EQ(linked.exit_status, 0);
  EXPECT_THAT(linked.output, AllOf(HasSubstr("衔接证明已存为 "), HasSubstr("前一次封存：第 "),
                                   HasSubstr("后一次封存：第 "), HasSubstr("organs/qinghe-police："),
                                   HasSubstr("organs/qinghe-health："), Not(HasSubstr("organs/qinghe-education：")),
                                   HasSubstr("其余机关前后完全相同"), HasSubstr("签名：没有核对")));

  const auto check = [&](const std::string& file, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"verify", "link", Path(file), "--server", "127.0.0.1:1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunNianbao(arguments);
  };
  ASSERT_EQ(Fetch("qinghe-education", {}, "second.json").exit_status, 0);
  EXPECT_EQ(
      check("link.json", {"--since", Path("proof.json"), "--until", Path("second.json"), "--key", Path("public.pem")})
          .exit_status,
      0);
  EXPECT_EQ(check("link.json", {"--key", Path("other.pem")}).exit_status, 1);
  const CommandResult other = check("link.json", {"--since", Path("second.json")});
  EXPECT_EQ(other.exit_status, 1);
  EXPECT_THAT(other.output, AllOf(HasSubstr("这份证明是关于 organs/qinghe 的 2023 年度第 "), HasSubstr("位置 from")));
  EXPECT_EQ(check("link.json", {"--until", Path("proof.json")}).exit_status, 1);
  EXPECT_EQ(check("proof.json", {}).exit_status, 2) << "a proof is no link";
  EXPECT_EQ(Run({"verify", "link", "--since", Path("second.json")}).exit_status, 2) << "the seal that stands";

  const std::string json = Load(Path("link.json"));
  const size_t event = json.find("\"events\":[") + 10;
  Write("shortened.json", std::string(json).erase(event, json.find(',', event) - event + 1));
  const CommandResult shortened = check("shortened.json", {});
  EXPECT_EQ(shortened.exit_status, 1);
  EXPECT_THAT(shortened.output, AllOf(HasSubstr("不符："), HasSubstr("位置 events")));
}

TEST_F(Proofs, AreNotLinkedAcrossAListThatChanged) {
  ASSERT_EQ(Fetch("qinghe-education").exit_status, 0);
  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2023", "--reason", "机构调整"}).exit_status, 0);
  ASSERT_EQ(Run({"roster", "freeze", "--year", "2023"}).exit_status, 0);
  ASSERT_EQ(Run({"roster", "amend", "--year", "2023", "--reason", "机构调整", "--remove", "qinghe-luting"}).exit_status,
            0);
  ASSERT_EQ(Run({"seal", "qinghe", "--year", "2023", "--reason", "汇总定稿", "--allow-missing"}).exit_status, 0);
  EXPECT_EQ(Run({"verify", "link", "--since", Path("proof.json"), "--save", Path("link.json")}).exit_status, 2);
  EXPECT_FALSE(std::filesystem::exists(Path("link.json")));
}

TEST_F(Proofs, TotalsAreWhatTheStoredReportsAddUpTo) {
  ASSERT_EQ(Run({"filing", "publish", "qinghe-education/2023", "--url", "https://www.example.gov.cn/2023"}).exit_status,
            0);
  const CommandResult verified = Run({"verify", "aggregate", "--year", "2023"});
  EXPECT_EQ(verified.exit_status, 0);
  EXPECT_THAT(verified.output,
              AllOf(HasSubstr("读取报告 3 份"), HasSubstr("1 个封存节点的摘要（SM3 和 SHA-256），不符 0 处")));
  const CommandResult one = Run({"verify", "aggregate", "--year", "2023", "--node", "qinghe-health"});
  EXPECT_EQ(one.exit_status, 0);
  EXPECT_THAT(one.output, HasSubstr("对照 1 个节点的合计、空格和份数，0 个封存节点"));
  EXPECT_EQ(Run({"verify", "aggregate", "--year", "2023", "--node", "nobody"}).exit_status, 2);
}

TEST_F(Proofs, AFigureThatWasChangedInTheStoreIsFoundByNodeAndCell) {
  Falsify("organs/qinghe-health/filings/2023-own", [](form::v1::AnnualReport& report) {
    auto& received = *report.mutable_requests()->mutable_received();
    received.set_natural_person(received.natural_person() + 1000);
  });
  const CommandResult verified = Run({"verify", "aggregate", "--year", "2023"});
  EXPECT_EQ(verified.exit_status, 1);
  EXPECT_THAT(
      verified.output,
      AllOf(HasSubstr("不符：organs/qinghe “一、本年新收政府信息公开申请数量 · 自然人”：由报告重算为"),
            HasSubstr("不符：organs/qinghe-health “"), HasSubstr("organs/qinghe 封存的合计：由报告重算的 SM3 摘要"),
            HasSubstr("organs/qinghe 封存的合计：由报告重算的 SHA-256 摘要"), HasSubstr("不符 4 处"),
            Not(HasSubstr("qinghe-education"))));
}

TEST_F(Proofs, AZeroThatWasEmptiedInTheStoreIsFoundThoughTheSumsStay) {
  Falsify("organs/qinghe-health/filings/2023-own", [](form::v1::AnnualReport& report) {
    ASSERT_EQ(report.proactive_disclosure().rules().issued(), 0);
    report.mutable_proactive_disclosure()->mutable_rules()->clear_issued();
  });
  const CommandResult verified = Run({"verify", "aggregate", "--year", "2023"});
  EXPECT_EQ(verified.exit_status, 1);
  EXPECT_THAT(verified.output,
              AllOf(HasSubstr("不符：organs/qinghe-health “"), HasSubstr("报告中空白的重算为 1 份，汇总为 0 份"),
                    HasSubstr("不符 2 处"), Not(HasSubstr("：由报告重算"))));
}

TEST_F(Proofs, TotalsOfAListThatWasFrozenAndAmendedAreRecomputedToo) {
  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2023", "--reason", "补报"}).exit_status, 0);
  ASSERT_EQ(Run({"roster", "freeze", "--year", "2023"}).exit_status, 0);
  ASSERT_EQ(Run({"roster", "amend", "--year", "2023", "--reason", "机构调整", "--remove", "qinghe-luting", "--remove",
                 "qinghe-health"})
                .exit_status,
            0);
  EXPECT_EQ(Run({"submit", Document("qinghe-police"), "--organ", "qinghe-police"}, "填报人").exit_status, 0);
  EXPECT_EQ(Run({"review", "return", "qinghe-police/2023", "--reason", "请核对"}).exit_status, 0);
  EXPECT_EQ(Run({"submit", Document("qinghe-market"), "--organ", "qinghe-market"}, "填报人").exit_status, 0);
  ASSERT_EQ(Run({"seal", "qinghe", "--year", "2023", "--reason", "汇总定稿", "--allow-missing"}).exit_status, 0);
  const CommandResult verified = Run({"verify", "aggregate", "--year", "2023"});
  EXPECT_EQ(verified.exit_status, 0);
  EXPECT_THAT(verified.output,
              AllOf(HasSubstr("1 个封存节点的摘要（SM3 和 SHA-256），不符 0 处"), Not(HasSubstr("未核对"))));
  EXPECT_EQ(Fetch("qinghe-health").exit_status, 0) << "removed, and its accepted report stands";

  ASSERT_EQ(Run({"year", "unlock", "qinghe", "--year", "2023", "--reason", "只报汇总"}).exit_status, 0);
  ASSERT_EQ(Run({"roster", "amend", "--year", "2023", "--reason", "只报汇总", "--close", "qinghe"}).exit_status, 0);
  const CommandResult closed = Run({"verify", "aggregate", "--year", "2023"});
  EXPECT_EQ(closed.exit_status, 0) << closed.output;
  EXPECT_THAT(closed.output, HasSubstr("读取报告 0 份")) << "a summary stands for all of them";
}

}  // namespace
}  // namespace nianbao::integration
