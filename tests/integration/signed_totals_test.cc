// The aggregation service as a process of its own signs the totals of seals; what it gave is checked where no service
// is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdio>
#include <memory>

#include "clients/cli/fetch_link.h"
#include "clients/cli/proof_file.h"
#include "libs/proof/signed_root.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"

namespace nianbao::integration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kDistrict = std::string(NIANBAO_SOURCE_DIR) + "/samples/qinghe/";

// A new SM2 key: its private half in the one file, its public half in the other.
void MakeKey(const std::string& private_file, const std::string& public_file) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"),
                                                                &EVP_PKEY_free);
  ASSERT_NE(key, nullptr);
  using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;
  const File secret(std::fopen(private_file.c_str(), "w"), &std::fclose);
  const File open(std::fopen(public_file.c_str(), "w"), &std::fclose);
  ASSERT_EQ(PEM_write_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr), 1);
  ASSERT_EQ(PEM_write_PUBKEY(open.get(), key.get()), 1);
}

class SignedTotals : public testing::Test {
 protected:
  SignedTotals() {
    MakeKey(Path("key.pem"), Path("public.pem"));
    MakeKey(Path("other-key.pem"), Path("other.pem"));
    suite_ = std::make_unique<Suite>(Shape::kFourProcesses, Path("key.pem"));
    EXPECT_EQ(Ask({"roster", "import", kDistrict + "roster.csv"}).exit_status, 0);
    for (const char* organ : {"qinghe-human-resources", "qinghe-education", "qinghe-health"}) File(organ);
    Seal();
  }

  std::string Path(const std::string& name) const { return folder_.path() + "/" + name; }
  // Of the submission service.
  CommandResult Ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", suite_->AddressOf("submission"), "--as", "区政务公开办"});
    return RunNianbao(arguments);
  }
  // Where nothing listens.
  static CommandResult CheckOffline(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--server", "127.0.0.1:1"});
    return RunNianbao(arguments);
  }
  void File(const std::string& organ) {
    Client clerk(*suite_, "填报人");
    const auto document = clerk.Read(kDistrict + "2023/" + organ + ".txt");
    ASSERT_TRUE(document.ok()) << document.status();
    const auto submitted = clerk.Submit(SubmitRequest(organ, document->report()));
    ASSERT_TRUE(submitted.ok()) << submitted.status();
    const auto accepted = Client(*suite_, "区政务公开办").Accept(AcceptRequest(submitted->filing()));
    ASSERT_TRUE(accepted.ok()) << accepted.status();
  }
  void Seal() {
    EXPECT_EQ(Ask({"seal", "qinghe", "--year", "2023", "--reason", "汇总定稿", "--allow-missing"}).exit_status, 0);
  }
  // Once the aggregation service has heard of the seal.
  void Prove(const std::string& organ, const std::string& file) {
    Client client(*suite_, "区政务公开办");
    const auto caught_up = client.Aggregate("organs/qinghe", 2023, client.Head()->sequence());
    ASSERT_TRUE(caught_up.ok()) << caught_up.status();
    EXPECT_EQ(RunNianbao({"verify", "proof", "--organ", organ, "--year", "2023", "--save", Path(file), "--server",
                          suite_->AddressOf("aggregation")})
                  .exit_status,
              0);
  }
  void Link(const std::string& since, const std::string& file) {
    const auto proof = cli::LoadProof(Path(since));
    ASSERT_TRUE(proof.ok()) << proof.status();
    const auto link = cli::FetchLink(suite_->aggregation(), suite_->submission(), {}, proof->root());
    ASSERT_TRUE(link.ok()) << link.status();
    ASSERT_TRUE(cli::SaveLink(*link, Path(file)).ok());
  }

  TempFolder folder_;
  std::unique_ptr<Suite> suite_;
};

TEST_F(SignedTotals, AreProvenWithTheKeyOfTheServiceAndNoOther) {
  Prove("qinghe-education", "proof.json");
  suite_->Stop("aggregation");
  const CommandResult checked = CheckOffline({"verify", "proof", Path("proof.json"), "--key", Path("public.pem"),
                                              "--report", kDistrict + "2023/qinghe-education.txt"});
  EXPECT_EQ(checked.exit_status, 0);
  EXPECT_THAT(checked.output, AllOf(HasSubstr("由所给公钥的持有者签名"), HasSubstr("数字与计入合计的一致")));
  const CommandResult other = CheckOffline({"verify", "proof", Path("proof.json"), "--key", Path("other.pem")});
  EXPECT_EQ(other.exit_status, 1);
  EXPECT_THAT(other.output, HasSubstr("签名与所给的公钥不符"));
}

TEST_F(SignedTotals, OfTwoSealsAreLinkedThoughTheServiceWasKilledInBetween) {
  Prove("qinghe-education", "first.json");
  suite_->KillAndRestart("aggregation");
  EXPECT_EQ(Ask({"year", "unlock", "qinghe", "--year", "2023", "--reason", "补报"}).exit_status, 0);
  File("qinghe-police");
  EXPECT_EQ(Ask({"review", "revoke", "qinghe-health/2023", "--reason", "误报"}).exit_status, 0);
  Seal();
  Prove("qinghe-police", "second.json");
  Link("first.json", "link.json");
  suite_->Stop("aggregation");
  suite_->Stop("submission");

  const std::vector<std::string> check = {"verify",           "link",    Path("link.json"),  "--since",
                                          Path("first.json"), "--until", Path("second.json")};
  const auto with_key = [&](const std::string& key) {
    std::vector<std::string> arguments = check;
    arguments.insert(arguments.end(), {"--key", Path(key)});
    return CheckOffline(arguments);
  };
  const CommandResult checked = with_key("public.pem");
  EXPECT_EQ(checked.exit_status, 0);
  EXPECT_THAT(checked.output,
              AllOf(HasSubstr("已证明：organs/qinghe 的合计（2023 年度）在两次封存之间"),
                    HasSubstr("organs/qinghe-police："), HasSubstr("organs/qinghe-health："),
                    Not(HasSubstr("organs/qinghe-education：")), HasSubstr("两次合计都由所给公钥的持有者签名")));
  const CommandResult other = with_key("other.pem");
  EXPECT_EQ(other.exit_status, 1);
  EXPECT_THAT(other.output, HasSubstr("签名与所给的公钥不符"));
  const auto first = cli::LoadProof(Path("first.json"));
  const auto link = cli::LoadLink(Path("link.json"));
  ASSERT_TRUE(first.ok() && link.ok());
  EXPECT_NE(link->from().signature(), first->root().signature()) << "a restarted service signs anew";
}

}  // namespace
}  // namespace nianbao::integration
