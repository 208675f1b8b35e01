#include "services/document/readers/archive/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/status/error.h"
#include "tests/unit/services/document/readers/docx/docx_builder.h"

namespace nianbao::document::readers {
namespace {

using domain::Limits;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Opens the archive and unpacks its first entry.
absl::StatusOr<std::string> First(const std::string& zip, const Limits& limits = {}) {
  domain::Budget budget(limits);
  const auto archive = Archive::Open(zip, budget);
  if (!archive.ok()) return archive.status();
  return archive->Unpack(archive->entries().at(0), budget);
}

std::string LimitOf(const absl::Status& status) {
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_TOO_LARGE") << status;
  return status::MetaOf(status, "limit");
}

TEST(Archive, UnpacksWhatWasPacked) {
  const std::string zip = Zip({{"目录/年报.txt", "内容"}, {"b", std::string(300'000, 'x')}, {"c/", ""}});
  domain::Budget budget{Limits()};
  const auto archive = Archive::Open(zip, budget);
  ASSERT_TRUE(archive.ok()) << archive.status();
  ASSERT_EQ(archive->entries().size(), 3u);
  EXPECT_EQ(archive->entries()[0].name, "目录/年报.txt");
  EXPECT_TRUE(archive->entries()[2].is_folder());
  EXPECT_EQ(archive->Unpack(archive->entries()[0], budget).value(), "内容");
  EXPECT_EQ(archive->Unpack(*archive->Find("B"), budget).value(), std::string(300'000, 'x'));
  EXPECT_EQ(archive->Find("d"), nullptr);
}

TEST(Archive, ReadsNamesThatChineseArchiversWrite) {
  domain::Budget budget{Limits()};
  // 年报 in GBK; then 〔, whose second byte is that of the backslash in other encodings; then a real backslash.
  const std::string zip = Zip({{"\xC4\xEA\xB1\xA8.txt", "a"}, {"\x95\x5C\\x.txt", "b"}});
  const auto archive = Archive::Open(zip, budget);
  ASSERT_TRUE(archive.ok()) << archive.status();
  EXPECT_EQ(archive->entries()[0].name, "年报.txt");
  EXPECT_EQ(archive->entries()[1].name, "昞/x.txt");
}

TEST(Archive, RefusesNamesThatLeaveItOrComeTwice) {
  for (const char* name : {"../a", "a/../../b", "..\\a", ".."}) {
    const absl::Status status = First(Zip({{name, "x"}})).status();
    EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE") << name;
    EXPECT_THAT(status.message(), HasSubstr("entries below the archive"));
  }
  EXPECT_TRUE(First(Zip({{"a..b/..c", "x"}})).ok());
  const std::string twice = absl::StrReplaceAll(Zip({{"name1", "x"}, {"name2", "y"}}), {{"name2", "name1"}});
  EXPECT_THAT(First(twice).status().message(), HasSubstr("two entries name1"));
  EXPECT_THAT(status::ChineseOf(First(twice).status()), HasSubstr("同名"));
}

TEST(Archive, RefusesEncryptedEntries) {
  const absl::Status status = First(Zip({{"a", "x"}}, "secret")).status();
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_THAT(status.message(), HasSubstr("encrypted entry a"));
  EXPECT_THAT(status::ChineseOf(status), HasSubstr("密码"));
}

TEST(Archive, RefusesATruncatedOneWhereverItIsCut) {
  const std::string zip = Zip({{"a", std::string(100, 'x') + "yz"}, {"b", "z"}});
  for (size_t size = 0; size < zip.size(); ++size) {
    const absl::Status status = First(zip.substr(0, size)).status();
    ASSERT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE") << size;
  }
  EXPECT_THAT(First(zip.substr(0, zip.size() / 2)).status().message(), HasSubstr("truncated"));
}

TEST(Archive, NamesADamagedEntry) {
  std::string zip = Zip({{"a", std::string(1000, 'x') + "yzyzwv"}});
  zip[36] = static_cast<char>(zip[36] ^ 0x55);
  const absl::Status status = First(zip).status();
  EXPECT_EQ(status::ReasonOf(status), "DOCUMENT_UNREADABLE");
  EXPECT_EQ(status::MetaOf(status, "entry"), "a");
}

TEST(Archive, StopsABombWhileItUnpacks) {
  const std::string bomb = Zip({{"a", std::string(20 << 20, '\0')}});
  ASSERT_LT(bomb.size(), 30'000u);
  EXPECT_EQ(LimitOf(First(bomb).status()), "unpack_ratio");
  Limits limits;
  limits.unpack_ratio_max = 2'000;
  EXPECT_TRUE(First(bomb, limits).ok());
  limits.unpacked_bytes_max = 10 << 20;
  EXPECT_EQ(LimitOf(First(bomb, limits).status()), "unpacked_bytes");
}

TEST(Archive, DoesNotBelieveTheSizeThatTheArchiveStates) {
  std::string bomb = Zip({{"a", std::string(20 << 20, '\0')}});
  const std::string size("\x00\x00\x40\x01", 4);
  bomb = absl::StrReplaceAll(bomb, {{size, absl::string_view("\x10\x00\x00\x00", 4)}});
  Limits limits;
  limits.unpack_ratio_max = 2'000;
  limits.unpacked_bytes_max = 1 << 20;
  EXPECT_THAT(status::ReasonOf(First(bomb, limits).status()), Not(IsEmpty()));
}

TEST(Archive, CountsAllEntriesTogether) {
  const std::string zip = Zip({{"a", std::string(3'000, 'x')}, {"b", std::string(3'000, 'y')}});
  Limits limits;
  limits.unpacked_bytes_max = 5'000;
  domain::Budget budget(limits);
  const auto archive = Archive::Open(zip, budget);
  EXPECT_TRUE(archive->Unpack(archive->entries()[0], budget).ok());
  EXPECT_EQ(LimitOf(archive->Unpack(archive->entries()[1], budget).status()), "unpacked_bytes");
}

TEST(Archive, HasALimitOfEntriesAndOfDepth) {
  Limits limits;
  limits.entries_max = 2;
  EXPECT_TRUE(First(Zip({{"a", ""}, {"b", ""}}), limits).ok());
  EXPECT_EQ(LimitOf(First(Zip({{"a", ""}, {"b", ""}, {"c", ""}}), limits).status()), "entries");
  domain::Budget budget{Limits()};
  const std::string zip = Zip({{"a", ""}});
  EXPECT_TRUE(Archive::Open(zip, budget, 2).ok());
  EXPECT_EQ(LimitOf(Archive::Open(zip, budget, 3).status()), "archive_depth");
}

}  // namespace
}  // namespace nianbao::document::readers
