#include "services/submission/domain/adopt_rulebook.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>
#include <vector>

#include "libs/rulebook/change_rule.h"
#include "libs/rulebook/compile.h"
#include "services/submission/domain/rulebook_edit.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {
namespace {

validation::v1::Rulebook Rulebook(const std::string& version) {
  validation::v1::Rulebook rulebook;
  rulebook.set_version(version);
  for (const char* id : {"sum", "late"}) {
    validation::v1::Rule& rule = *rulebook.add_rules();
    rule.set_id(id);
    rule.set_severity(finding::v1::SEVERITY_WARNING);
  }
  return rulebook;
}

class AdoptRulebookTest : public testing::Test {
 protected:
  std::unique_ptr<SqlStore> Open() {
    return OpenSqlite(folder_.File("nianbao.db"), [] { return "log-of-the-test"; }).value();
  }
  absl::Status Adopt(const std::string& version) { return AdoptRulebook(*store_, clock_, Rulebook(version)); }
  std::string Active() { return store_->ActiveRulebook().value()->rulebook.version(); }
  // An office turns a rule off.
  void TurnOff(const std::string& rule) {
    const auto active = store_->ActiveRulebook().value();
    NamedRulebook next;
    next.rulebook =
        rulebook::ChangeRule(
            active->rulebook,
            {.rule = rule, .status = validation::v1::Rule::STATUS_OFF, .actor = "主管", .reason = "口径调整"})
            .value();
    next.digest = rulebook::DigestOf(next.rulebook);
    Changeset changes = PutInForce(next, active->digest, {}, {.name = "主管"}, rule, clock_.Now());
    changes.request = {.actor = "主管", .method = "SetRuleStatus", .request_id = rule, .content_digest = "x"};
    changes.reply = [](const v1::EventToken&) { return ""; };
    ASSERT_THAT(store_->Commit(changes), IsOk());
  }

  TemporaryFolder folder_;
  SystemClock clock_;
  std::unique_ptr<SqlStore> store_ = Open();
};

TEST_F(AdoptRulebookTest, PutsTheFirstRulebookInForceWithAnEventOfTheProgram) {
  ASSERT_THAT(Adopt("2021.2"), IsOk());
  EXPECT_EQ(Active(), "2021.2");
  const auto records = store_->ReadEvents(0, 10).value();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].event().actor().name(), "nianbao");
  EXPECT_EQ(records[0].event().rulebook().version(), "2021.2");
  EXPECT_EQ(records[0].event().rulebook().digest(), rulebook::DigestOf(Rulebook("2021.2")));
  EXPECT_EQ(records[0].event().rulebook().rule(), "");
}

TEST_F(AdoptRulebookTest, ChangesNothingWhenTheRulebookIsNotNewer) {
  ASSERT_THAT(Adopt("2021.2"), IsOk());
  ASSERT_THAT(Adopt("2021.2"), IsOk());
  ASSERT_THAT(Adopt("2021.1"), IsOk());
  EXPECT_EQ(Active(), "2021.2");
  EXPECT_EQ(store_->Head()->sequence(), 1);
}

TEST_F(AdoptRulebookTest, CarriesTheChangesOfAnOfficeIntoANewerRulebook) {
  ASSERT_THAT(Adopt("2021.2"), IsOk());
  TurnOff("late");
  ASSERT_THAT(Adopt("2021.2"), IsOk());
  EXPECT_EQ(Active(), "2021.2+1");
  ASSERT_THAT(Adopt("2021.3"), IsOk());
  const auto active = store_->ActiveRulebook().value();
  EXPECT_EQ(active->rulebook.version(), "2021.3+1");
  EXPECT_EQ(active->rulebook.rules(1).status(), validation::v1::Rule::STATUS_OFF);
  EXPECT_EQ(active->digest, rulebook::DigestOf(active->rulebook));
}

TEST_F(AdoptRulebookTest, HappensOnceForProgramsThatStartTogether) {
  constexpr int kPrograms = 4;
  std::latch start(kPrograms);
  std::vector<std::thread> programs;
  for (int i = 0; i < kPrograms; ++i) {
    programs.emplace_back([&] {
      const auto store = Open();
      start.arrive_and_wait();
      EXPECT_THAT(AdoptRulebook(*store, clock_, Rulebook("2021.2")), IsOk());
    });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(store_->Head()->sequence(), 1);
  EXPECT_EQ(Active(), "2021.2");
}

}  // namespace
}  // namespace nianbao::submission
