#include "services/submission/domain/transitions.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/refusal.h"

namespace nianbao::submission {
namespace {

using v1::Revision;

constexpr Action kActions[] = {Action::kSave,   Action::kExplain, Action::kSubmit,    Action::kWithdraw,
                               Action::kReturn, Action::kAccept,  Action::kSupersede, Action::kPublish,
                               Action::kRevoke, Action::kBackload};

TEST(Transitions, AllowExactlyTheLifeOfAFiling) {
  const std::map<std::pair<Action, Revision::State>, Revision::State> life = {
      {{Action::kSave, Revision::STATE_UNSPECIFIED}, Revision::STATE_DRAFT},
      {{Action::kSave, Revision::STATE_DRAFT}, Revision::STATE_DRAFT},
      {{Action::kSave, Revision::STATE_RETURNED}, Revision::STATE_DRAFT},
      {{Action::kExplain, Revision::STATE_DRAFT}, Revision::STATE_DRAFT},
      {{Action::kExplain, Revision::STATE_RETURNED}, Revision::STATE_RETURNED},
      {{Action::kSubmit, Revision::STATE_UNSPECIFIED}, Revision::STATE_SUBMITTED},
      {{Action::kSubmit, Revision::STATE_DRAFT}, Revision::STATE_SUBMITTED},
      {{Action::kSubmit, Revision::STATE_RETURNED}, Revision::STATE_SUBMITTED},
      {{Action::kWithdraw, Revision::STATE_DRAFT}, Revision::STATE_WITHDRAWN},
      {{Action::kWithdraw, Revision::STATE_SUBMITTED}, Revision::STATE_WITHDRAWN},
      {{Action::kWithdraw, Revision::STATE_RETURNED}, Revision::STATE_WITHDRAWN},
      {{Action::kReturn, Revision::STATE_SUBMITTED}, Revision::STATE_RETURNED},
      {{Action::kAccept, Revision::STATE_SUBMITTED}, Revision::STATE_ACCEPTED},
      {{Action::kSupersede, Revision::STATE_ACCEPTED}, Revision::STATE_SUPERSEDED},
      {{Action::kSupersede, Revision::STATE_PUBLISHED}, Revision::STATE_SUPERSEDED},
      {{Action::kPublish, Revision::STATE_ACCEPTED}, Revision::STATE_PUBLISHED},
      {{Action::kPublish, Revision::STATE_PUBLISHED}, Revision::STATE_PUBLISHED},
      {{Action::kRevoke, Revision::STATE_ACCEPTED}, Revision::STATE_REVOKED},
      {{Action::kRevoke, Revision::STATE_PUBLISHED}, Revision::STATE_REVOKED},
      {{Action::kBackload, Revision::STATE_UNSPECIFIED}, Revision::STATE_ACCEPTED},
  };
  for (const Action action : kActions) {
    for (int number = 0; number < Revision::State_ARRAYSIZE; ++number) {
      const auto from = static_cast<Revision::State>(number);
      const auto next = NextState(action, from, "organs/edu/filings/2024-own");
      SCOPED_TRACE(testing::Message() << "action " << static_cast<int>(action) << " in " << Revision::State_Name(from));
      if (const auto expected = life.find({action, from}); expected != life.end()) {
        ASSERT_THAT(next, IsOk());
        EXPECT_EQ(*next, expected->second);
      } else {
        EXPECT_THAT(next, IsRefused(absl::StatusCode::kFailedPrecondition, "STATE_NOT_ALLOWED"));
      }
    }
  }
}

TEST(Transitions, SayWhatStateStandsInTheWay) {
  const absl::Status status =
      NextState(Action::kSave, Revision::STATE_SUBMITTED, "organs/edu/filings/2024-own").status();
  EXPECT_EQ(status::MetaOf(status, "state"), "STATE_SUBMITTED");
  EXPECT_THAT(status::ChineseOf(status), testing::HasSubstr("已报送"));
}

TEST(Transitions, SayThatNothingIsAcceptedWhereAnActionIsOnTheAcceptedRevision) {
  const absl::Status status =
      NextState(Action::kRevoke, Revision::STATE_UNSPECIFIED, "organs/edu/filings/2024-own").status();
  EXPECT_THAT(status::ChineseOf(status), testing::HasSubstr("没有已受理的版本，不能撤销"));
}

}  // namespace
}  // namespace nianbao::submission
