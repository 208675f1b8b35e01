// What may become of the steps of the schema after a release.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"
#include "services/submission/store/migrations.h"
#include "tests/upgrade/releases.h"

namespace nianbao::integration {
namespace {

using submission::Migration;

TEST(SchemaSteps, OfTheLastReleaseStayAsTheyWere) {
  const auto steps = StepsOfLastRelease();
  ASSERT_FALSE(steps.empty());
  for (const auto& [name, digest] : steps) {
    std::ostringstream sql;
    sql << std::ifstream(absl::StrCat(NIANBAO_SOURCE_DIR, "/services/submission/store/migrations/", name)).rdbuf();
    EXPECT_EQ(digest::Sm3Hex(sql.str()), digest) << name << ": stores went through it; a change takes a new step";
  }
}

TEST(SchemaSteps, SinceTheLastReleaseLetItGoOn) {
  const int last = static_cast<int>(StepsOfLastRelease().size());
  for (const Migration& step : submission::Migrations()) {
    if (step.version <= last) continue;
    EXPECT_LE(step.needs.value_or(step.version), last)
        << "step " << step.version << " keeps the last release out: it cannot run beside this one, nor come back";
  }
}

}  // namespace
}  // namespace nianbao::integration
