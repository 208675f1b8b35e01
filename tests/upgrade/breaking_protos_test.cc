// What a release may not do to the protos of the one before is found by the check.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/suite.h"

namespace nianbao::integration {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kSource = NIANBAO_SOURCE_DIR;

struct Edit {
  std::string name;
  std::string file;
  std::string from;
  std::string to;
  // What the check says; "" when it has nothing against it.
  std::string finding;
};

class BreakingProtos : public testing::TestWithParam<Edit> {};

TEST_P(BreakingProtos, AreToldFromThoseThatAreNot) {
  const Edit& edit = GetParam();
  const TempFolder folder;
  std::filesystem::copy(kSource + "/proto", folder.path() + "/proto", std::filesystem::copy_options::recursive);
  std::filesystem::copy(kSource + "/buf.yaml", folder.path());
  std::filesystem::create_directory_symlink(kSource + "/node_modules", folder.path() + "/node_modules");
  const std::string path = folder.path() + "/proto/nianbao/" + edit.file;
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string edited = absl::StrReplaceAll(text.str(), {{edit.from, edit.to}});
  ASSERT_NE(edited, text.str());
  std::ofstream(path) << edited;

  const CommandResult checked =
      RunCommand({"/bin/sh", "-c", "cd \"$0\" && exec node_modules/.bin/buf breaking proto --against \"$1\" 2>&1",
                  folder.path(), NIANBAO_KEPT_RELEASE "/protos.binpb"});
  if (edit.finding.empty()) {
    EXPECT_EQ(checked.exit_status, 0) << checked.output;
  } else {
    EXPECT_NE(checked.exit_status, 0);
    EXPECT_THAT(checked.output, HasSubstr(edit.finding));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Protos, BreakingProtos,
    testing::Values(
        Edit{"AppendedField", "submission/v1/event.proto", "  bool revoked = 2;",
             "  bool revoked = 2;\n  bool late = 4;", ""},
        Edit{"RemovedField", "submission/v1/event.proto", "  string request_id = 4;\n", "", "\"request_id\""},
        Edit{"ChangedNumber", "submission/v1/event.proto", "string request_id = 4;", "string request_id = 14;",
             "\"request_id\""},
        Edit{"ChangedType", "submission/v1/event.proto", "int64 sequence = 1;", "string sequence = 1;", "changed type"},
        Edit{"RenamedField", "submission/v1/event.proto", "string request_id = 4;", "string request = 4;",
             "changed name"},
        Edit{"RenamedJsonName", "submission/v1/event.proto", "string request_id = 4;",
             "string request_id = 4 [json_name = \"rid\"];", "json_name"},
        Edit{"RemovedValue", "submission/v1/filing.proto", "    RETURN_KIND_OTHER = 9;\n", "", "RETURN_KIND_OTHER"},
        Edit{"RenamedMethod", "submission/v1/event_service.proto", "rpc GetHead(", "rpc GetEnd(", "\"GetHead\""},
        Edit{"StreamInPlaceOfOneAnswer", "submission/v1/event_service.proto", "returns (GetHeadResponse)",
             "returns (stream GetHeadResponse)", "GetHead"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace nianbao::integration
