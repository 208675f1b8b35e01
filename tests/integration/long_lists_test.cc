// Lists that are longer than a page, as commands print them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::ElementsAreArray;

class LongLists : public testing::Test {
 protected:
  // organs/{id} and the number of each.
  std::vector<std::string> Import(const std::string& id, int count) {
    std::vector<organ::v1::Organ> organs;
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) {
      organs.push_back(MakeOrgan(absl::StrCat(id, 1000 + i), ""));
      names.push_back(organs.back().name());
    }
    EXPECT_TRUE(office_.ImportOrgans(organs).ok());
    return names;
  }
  std::string List(std::vector<std::string> command) {
    command.insert(command.end(), {"--year", "2024", "--server", suite_.AddressOf("nianbao"), "--as", "区政务公开办"});
    return RunNianbao(command).output;
  }

  Suite suite_{Shape::kOneProcess};
  Client office_{suite_, "区政务公开办"};
};

TEST_F(LongLists, OfLocksAreShownToTheEnd) {
  const std::vector<std::string> nodes = Import(std::string(59, 'x'), 20);
  for (const std::string& node : nodes) {
    submission::v1::LockYearRequest request;
    request.set_request_id(rpc::NewRequestId());
    request.set_year(2024);
    request.set_node(node);
    request.set_reason("报送结束");
    for (int i = 0; i < 1000; ++i) request.add_exceptions(node);
    ASSERT_TRUE(
        rpc::CallUnary(office_.review(), &submission::v1::ReviewService::Stub::LockYear, request, office_.options())
            .ok());
  }
  std::vector<std::string> listed;
  const std::string output = List({"year", "list"});
  for (const absl::string_view line : absl::StrSplit(output, '\n')) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ');
    if (words[0].starts_with("organs/")) listed.push_back(words[0]);
  }
  EXPECT_THAT(listed, ElementsAreArray(nodes));
}

TEST_F(LongLists, OfDeadlinesAreShownToTheEnd) {
  const std::vector<std::string> nodes = Import("organ-", 600);
  for (const std::string& node : nodes) {
    directory::v1::SetDeadlineRequest request;
    request.set_request_id(rpc::NewRequestId());
    organ::v1::Deadline& deadline = *request.mutable_deadline();
    deadline.set_node(node);
    deadline.set_year(2024);
    deadline.set_scope(form::v1::SCOPE_OWN);
    deadline.set_day("2025-01-20");
    deadline.set_reason(std::string(2000, 'x'));
    ASSERT_TRUE(rpc::CallUnary(office_.directory(), &directory::v1::DirectoryService::Stub::SetDeadline, request,
                               office_.options())
                    .ok());
  }
  std::vector<std::string> listed;
  const std::string output = List({"roster", "deadline", "list"});
  for (const absl::string_view line : absl::StrSplit(output, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> columns = absl::StrSplit(line, "  ");
    listed.push_back(columns.at(2));
  }
  EXPECT_THAT(listed, ElementsAreArray(nodes));
}

}  // namespace
}  // namespace nianbao::integration
