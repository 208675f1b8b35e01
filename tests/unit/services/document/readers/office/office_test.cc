#include "services/document/readers/office/office.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/status/error.h"
#include "services/document/readers/office/temporary_folder.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"
#include "tests/unit/services/document/readers/office/ole_builder.h"

namespace nianbao::document::readers {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A folder on PATH for a soffice of the test's making, and one for temporary files.
class Office : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(tmp());
    setenv("PATH", absl::StrCat(bin(), ":/usr/bin:/bin").c_str(), 1);
    setenv("TMPDIR", tmp().c_str(), 1);
  }

  void TearDown() override {
    setenv("PATH", path_.c_str(), 1);
    unsetenv("TMPDIR");
  }

  // Its arguments end with: --outdir FOLDER INPUT.
  void Install(absl::string_view script) {
    fs::create_directories(bin());
    std::ofstream(bin() + "/soffice") << "#!/bin/sh\nD=" << folder_.path() << "\n" << script << "\n";
    fs::permissions(bin() + "/soffice", fs::perms::owner_all);
  }

  absl::StatusOr<domain::Document> Read(absl::string_view content, absl::Duration time = absl::Seconds(60)) {
    domain::Limits limits;
    limits.office_time_max = time;
    domain::Budget budget(limits);
    return ReadOffice(content, budget);
  }

  std::string Saved(absl::string_view name) const {
    std::ostringstream content;
    content << std::ifstream(absl::StrCat(folder_.path(), "/", name)).rdbuf();
    return content.str();
  }

  std::string folder() const { return folder_.path(); }
  std::string bin() const { return folder_.path() + "/bin"; }
  std::string tmp() const { return folder_.path() + "/tmp"; }

 private:
  const std::string path_ = getenv("PATH");
  const TemporaryFolder folder_ = TemporaryFolder::Make().value();
};

bool IsRunning(const std::string& pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  std::string number, name, state;
  return file >> number >> name >> state && state != "Z" && state != "X";
}

TEST_F(Office, SaysHowToSaveTheFileWhenLibreOfficeIsMissing) {
  setenv("PATH", bin().c_str(), 1);
  const absl::Status word = Read(Ole({"WordDocument"})).status();
  EXPECT_EQ(word.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status::ReasonOf(word), "UNSUPPORTED_FORMAT");
  EXPECT_THAT(status::ChineseOf(word), HasSubstr("另存为 .docx"));
  EXPECT_THAT(status::ChineseOf(Read(Ole({"Workbook"})).status()), HasSubstr("另存为 .xlsx"));
}

TEST_F(Office, ReadsWhatTheProgramHasConverted) {
  std::ofstream(folder() + "/prepared.docx", std::ios::binary) << Docx(P("甲"));
  Install(
      "echo \"$*\" > $D/arguments; env > $D/environment\n"
      "for last; do out=$before; before=$last; done; cp \"$last\" $D/input\n"
      "cp ${last%/*}/profile/user/registrymodifications.xcu $D/settings\n"
      "mkdir -p $out; cp $D/prepared.docx $out/in.docx");
  EXPECT_EQ(DocxShapeOf(Read(Ole({"WordDocument"}))), "甲;");
  EXPECT_EQ(Saved("input"), Ole({"WordDocument"}));
  EXPECT_THAT(Saved("arguments"), HasSubstr("--headless"));
  EXPECT_THAT(Saved("arguments"), HasSubstr("-env:UserInstallation=file://" + tmp()));
  EXPECT_THAT(Saved("arguments"), HasSubstr("--convert-to docx"));
  EXPECT_THAT(Saved("arguments"), HasSubstr("/in.doc"));
  EXPECT_THAT(Saved("settings"), HasSubstr("\"DisableMacrosExecution\" oor:op=\"fuse\"><value>true"));
  EXPECT_THAT(Saved("environment"), HasSubstr("HOME=" + tmp()));
  EXPECT_TRUE(fs::is_empty(tmp())) << "temporary files are left";
}

TEST_F(Office, AsksForAWorkbookWhenTheFileIsOne) {
  Install("for last; do out=$before; before=$last; done; mkdir -p $out; echo book > $out/in.xlsx");
  domain::Budget budget{domain::Limits()};
  EXPECT_EQ(ConvertOffice(Ole({"Workbook"}), budget).value(), "book\n");
}

TEST_F(Office, SaysThatTheFileCannotBeReadWhenNothingComesOut) {
  Install("echo 'Error: source file could not be loaded' >&2; exit 3");
  const absl::Status status = Read("{\\rtf1 x}").status();
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::MetaOf(status, "exitStatus"), "3");
  EXPECT_THAT(status::MetaOf(status, "output"), HasSubstr("could not be loaded"));
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("密码"));
}

TEST_F(Office, KillsTheProgramAndItsChildrenWhenTheTimeIsOver) {
  Install("sleep 1000 & echo $! > $D/child; echo $$ > $D/parent; exec >/dev/null 2>&1; wait");
  absl::Status status;
  // A slow machine may not get to the second line in time.
  for (int milliseconds = 200; Saved("parent").empty(); milliseconds *= 2) {
    status = Read(Ole({"WordDocument"}), absl::Milliseconds(milliseconds)).status();
  }
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_SLOW");
  EXPECT_EQ(status::MetaOf(status, "limit"), "office_time");
  for (const char* name : {"parent", "child"}) {
    std::string pid = Saved(name);
    pid.erase(pid.find('\n'));
    while (IsRunning(pid)) {
    }
  }
  EXPECT_TRUE(fs::is_empty(tmp())) << "temporary files are left";
}

TEST_F(Office, KillsChildrenThatOutliveTheProgram) {
  Install("sleep 1000 & echo $! > $D/child; exit 1");
  EXPECT_EQ(status::ReasonOf(Read(Ole({"WordDocument"})).status()), "DOCUMENT_UNREADABLE");
  std::string pid = Saved("child");
  pid.erase(pid.find('\n'));
  while (IsRunning(pid)) {
  }
}

TEST_F(Office, RefusesOtherFilesBeforeAnythingRuns) {
  Install("touch $D/ran");
  EXPECT_EQ(status::ReasonOf(Read(Ole({"EncryptedPackage"})).status()), "UNSUPPORTED_FORMAT");
  EXPECT_EQ(status::ReasonOf(Read("\xFF\xD8\xFF").status()), "UNSUPPORTED_FORMAT");
  const absl::Status xml = Read("<?xml version='1.0'?><w:wordDocument/>").status();
  EXPECT_EQ(status::ReasonOf(xml), "UNSUPPORTED_FORMAT");
  EXPECT_THAT(status::ChineseOf(xml), HasSubstr("另存为 .docx"));
  EXPECT_FALSE(fs::exists(folder() + "/ran"));
}

TEST(LibreOffice, ReadsRichText) {
  domain::Limits limits;
  limits.office_time_max = absl::Minutes(4);
  domain::Budget budget(limits);
  const auto document = ReadOffice(
      "{\\rtf1\\ansi Report\\par\\trowd\\cellx1000\\cellx2000 a\\intbl\\cell 1\\intbl\\cell\\row\\pard\\par}", budget);
  if (status::ReasonOf(document.status()) == "UNSUPPORTED_FORMAT") GTEST_SKIP() << "no soffice on PATH";
  EXPECT_EQ(DocxShapeOf(document), "Report;[a|1];");
}

}  // namespace
}  // namespace nianbao::document::readers
