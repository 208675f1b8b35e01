#include "services/submission/domain/grant_role.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/list_grants.h"
#include "tests/refusal.h"
#include "tests/unit/services/submission/suite.h"

namespace nianbao::submission {
namespace {

using absl::StatusCode;
using organ::v1::Grant;
using testing::ElementsAre;
using testing::IsEmpty;

const Caller kSecurity = {.name = "安全管理员"};

Grant GrantOf(const std::string& subject, Grant::Role role, const std::string& node) {
  Grant grant;
  grant.set_subject(subject);
  grant.set_role(role);
  grant.set_node(node);
  return grant;
}

class GrantRoleTest : public testing::Test {
 protected:
  directory::v1::GrantRoleRequest Request(const std::string& subject, Grant::Role role, const std::string& node) {
    directory::v1::GrantRoleRequest request;
    request.set_request_id(suite_.NewRequestId());
    *request.mutable_grant() = GrantOf(subject, role, node);
    request.set_reason("到岗");
    return request;
  }
  absl::StatusOr<directory::v1::GrantRoleResponse> Give(const std::string& subject, Grant::Role role,
                                                        const std::string& node) {
    return GrantRole(suite_.deps(), kSecurity, Request(subject, role, node));
  }
  absl::StatusOr<directory::v1::RevokeRoleResponse> Take(const std::string& subject, Grant::Role role,
                                                         const std::string& node, const Caller& caller = kSecurity) {
    directory::v1::RevokeRoleRequest request;
    request.set_request_id(suite_.NewRequestId());
    *request.mutable_grant() = GrantOf(subject, role, node);
    request.set_reason("离岗");
    return RevokeRole(suite_.deps(), caller, request);
  }
  // As "subject role node", page by page.
  std::vector<std::string> List(directory::v1::ListGrantsRequest request = {}) {
    std::vector<std::string> grants;
    do {
      const auto page = ListGrants(*suite_.store, request).value();
      for (const auto& kept : page.grants()) {
        grants.push_back(absl::StrCat(kept.grant().subject(), " ", kept.grant().role(), " ", kept.grant().node()));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return grants;
  }

  Suite suite_;
};

TEST_F(GrantRoleTest, KeepsWhoGaveWhatToWhomAndWhy) {
  const int64_t before = suite_.head();
  const auto given = Give("甲", Grant::ROLE_FILER, "organs/edu");
  ASSERT_THAT(given, IsOk());
  EXPECT_EQ(given->grant().author(), kSecurity.name);
  EXPECT_EQ(given->grant().reason(), "到岗");
  EXPECT_EQ(given->grant().time().seconds(), absl::ToUnixSeconds(suite_.clock.now));
  suite_.Reopen();
  EXPECT_THAT(List(), ElementsAre("甲 2 organs/edu"));

  const auto events = suite_.EventsAfter(before);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].event().actor().name(), kSecurity.name);
  EXPECT_EQ(events[0].event().grant().grant().subject(), "甲");
  EXPECT_EQ(events[0].event().grant().reason(), "到岗");
  EXPECT_FALSE(events[0].event().grant().revoked());
  EXPECT_EQ(given->token().sequence(), events[0].event().sequence());
}

TEST_F(GrantRoleTest, TakesARoleAwayAndKeepsTheOthers) {
  ASSERT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsOk());
  ASSERT_THAT(Give("甲", Grant::ROLE_READER, "organs/edu"), IsOk());
  ASSERT_THAT(Give("甲", Grant::ROLE_FILER, "organs/park"), IsOk());
  const int64_t before = suite_.head();
  ASSERT_THAT(Take("甲", Grant::ROLE_FILER, "organs/edu"), IsOk());
  EXPECT_THAT(List(), ElementsAre("甲 1 organs/edu", "甲 2 organs/park"));
  EXPECT_TRUE(suite_.EventsAfter(before).at(0).event().grant().revoked());
  EXPECT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsOk()) << "it can be given again";
}

TEST_F(GrantRoleTest, RefusesARoleThatIsThereAndTheEndOfOneThatIsNot) {
  ASSERT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsOk());
  EXPECT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsRefused(StatusCode::kAlreadyExists, "GRANT_EXISTS"));
  EXPECT_THAT(Take("甲", Grant::ROLE_REVIEWER, "organs/edu"), IsRefused(StatusCode::kNotFound, "GRANT_UNKNOWN"));
  EXPECT_THAT(Take("甲", Grant::ROLE_FILER, "organs/city"), IsRefused(StatusCode::kNotFound, "GRANT_UNKNOWN"));
  EXPECT_THAT(List(), ElementsAre("甲 2 organs/edu"));
}

TEST_F(GrantRoleTest, NobodyChangesHisOwnRoles) {
  EXPECT_THAT(Give(kSecurity.name, Grant::ROLE_OFFICE, ""),
              IsRefused(StatusCode::kFailedPrecondition, "GRANT_TO_SELF"));
  ASSERT_THAT(Give("甲", Grant::ROLE_AUDITOR, ""), IsOk());
  EXPECT_THAT(Take("甲", Grant::ROLE_AUDITOR, "", {.name = "甲"}),
              IsRefused(StatusCode::kFailedPrecondition, "GRANT_TO_SELF"));
}

TEST_F(GrantRoleTest, KeepsTheThreeAdministratorsApart) {
  const auto conflicts = IsRefused(StatusCode::kFailedPrecondition, "GRANT_CONFLICT");
  const std::vector<Grant::Role> administrators = {Grant::ROLE_SECURITY_ADMINISTRATOR, Grant::ROLE_AUDITOR,
                                                   Grant::ROLE_SYSTEM_ADMINISTRATOR};
  for (const Grant::Role role : administrators) {
    const std::string subject = Grant::Role_Name(role);
    ASSERT_THAT(Give(subject, role, "organs/edu"), IsOk());
    EXPECT_THAT(Give(subject, role, "organs/park"), IsOk()) << "the same role elsewhere";
    for (const Grant::Role other : administrators) {
      if (other != role) EXPECT_THAT(Give(subject, other, "organs/park"), conflicts);
    }
    EXPECT_THAT(Give(subject, Grant::ROLE_READER, "organs/park"), conflicts);
    ASSERT_THAT(Give("甲" + subject, Grant::ROLE_FILER, "organs/edu"), IsOk());
    EXPECT_THAT(Give("甲" + subject, role, "organs/park"), conflicts);
    ASSERT_THAT(Take("甲" + subject, Grant::ROLE_FILER, "organs/edu"), IsOk());
    EXPECT_THAT(Give("甲" + subject, role, "organs/park"), IsOk());
  }
  ASSERT_THAT(Give("乙", Grant::ROLE_FILER, "organs/edu"), IsOk());
  EXPECT_THAT(Give("乙", Grant::ROLE_REVIEWER, "organs/park"), IsOk());
}

TEST_F(GrantRoleTest, TellsACallerWhatItMayDo) {
  ASSERT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsOk());
  ASSERT_THAT(Give("乙", Grant::ROLE_FILER, "organs/park"), IsOk());
  const auto own = ListOwnGrants(*suite_.store, {.name = "甲"});
  ASSERT_THAT(own, IsOk());
  EXPECT_EQ(own->subject(), "甲");
  ASSERT_EQ(own->grants_size(), 1);
  EXPECT_EQ(own->grants(0).node(), "organs/edu");
  EXPECT_THAT(ListOwnGrants(*suite_.store, {}), IsRefused(StatusCode::kUnauthenticated, "ACTOR_MISSING"));
}

TEST_F(GrantRoleTest, RefusesWhatIsMissingOrMalformed) {
  EXPECT_THAT(Give("", Grant::ROLE_FILER, ""), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Give(" 甲", Grant::ROLE_FILER, ""), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Give("甲", Grant::ROLE_UNSPECIFIED, ""), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Give("甲", static_cast<Grant::Role>(99), ""), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(Give("甲", Grant::ROLE_FILER, "organs/nobody"), IsRefused(StatusCode::kNotFound, "ORGAN_UNKNOWN"));
  auto without_reason = Request("甲", Grant::ROLE_FILER, "");
  without_reason.clear_reason();
  EXPECT_THAT(GrantRole(suite_.deps(), kSecurity, without_reason),
              IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
  EXPECT_THAT(GrantRole(suite_.deps(), {}, Request("甲", Grant::ROLE_FILER, "")),
              IsRefused(StatusCode::kUnauthenticated, "ACTOR_MISSING"));
  EXPECT_THAT(List(), IsEmpty());
}

TEST_F(GrantRoleTest, AnswersARepeatAsTheFirstTime) {
  const auto request = Request("甲", Grant::ROLE_FILER, "");
  const auto first = GrantRole(suite_.deps(), kSecurity, request);
  const auto again = GrantRole(suite_.deps(), kSecurity, request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(GrantRoleTest, ListsWhoMayActForAnOrganByGrantsAboveIt) {
  ASSERT_THAT(Give("丙", Grant::ROLE_OFFICE, ""), IsOk());
  ASSERT_THAT(Give("乙", Grant::ROLE_REVIEWER, "organs/city"), IsOk());
  ASSERT_THAT(Give("甲", Grant::ROLE_FILER, "organs/edu"), IsOk());
  ASSERT_THAT(Give("丁", Grant::ROLE_FILER, "organs/park"), IsOk());
  directory::v1::ListGrantsRequest request;
  request.set_node("organs/edu");
  EXPECT_THAT(List(request), ElementsAre("丙 4 ", "乙 3 organs/city", "甲 2 organs/edu"));
  request.set_page_size(1);
  EXPECT_THAT(List(request), ElementsAre("丙 4 ", "乙 3 organs/city", "甲 2 organs/edu")) << "page by page too";
  request.set_subject("乙");
  EXPECT_THAT(List(request), ElementsAre("乙 3 organs/city"));
}

TEST_F(GrantRoleTest, PagesThroughTheGrants) {
  std::vector<std::string> expected;
  for (const char* subject : {"a", "b", "c"}) {
    for (const char* node : {"", "organs/edu"}) {
      for (const Grant::Role role : {Grant::ROLE_READER, Grant::ROLE_FILER}) {
        ASSERT_THAT(Give(subject, role, node), IsOk());
        expected.push_back(absl::StrCat(subject, " ", role, " ", node));
      }
    }
  }
  for (const int size : {1, 5, 12, 100}) {
    directory::v1::ListGrantsRequest request;
    request.set_page_size(size);
    EXPECT_EQ(List(request), expected) << size;
  }
  directory::v1::ListGrantsRequest request;
  request.set_page_token("not a token");
  EXPECT_THAT(ListGrants(*suite_.store, request), IsRefused(StatusCode::kInvalidArgument, "FIELD_INVALID"));
}

}  // namespace
}  // namespace nianbao::submission
