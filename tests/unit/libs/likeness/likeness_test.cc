#include "libs/likeness/likeness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_replace.h"
#include "tests/unit/libs/likeness/narrative.h"

namespace nianbao::likeness {
namespace {

constexpr char kReport[] =
    "2024年，我局深入贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。\n"
    "（一）主动公开。全年通过门户网站发布信息1,"
    "286条，其中政策文件32件，解读材料29篇，办理流程有变的事项均在三日内更新。\n"
    "（二）依申请公开。收到自然人申请47件，法人申请5件，均在法定期限内答复，因答复被纠正的行政复议为零。\n"
    "（三）平台建设。撤并不再更新的栏目8个，为老年读者开设大字版页面，在政务大厅设立查阅点3处。\n";

TEST(Likeness, IsWholeBetweenATextAndItself) { EXPECT_EQ(CommonPercent(Text(kReport), Text(kReport)), 100); }

TEST(Likeness, DoesNotSeeFiguresSpacesAndPunctuation) {
  const std::string next = absl::StrReplaceAll(
      kReport,
      {{"2024", "2025"}, {"1,286", "９０１"}, {"47", " 512 "}, {"，", ", "}, {"\n", "\r\n\u3000\u3000"}, {"《", "〈"}});
  EXPECT_EQ(CommonPercent(Text(kReport), Text(next)), 100);
}

TEST(Likeness, IsOrderedTheSameBothWays) {
  const Text whole(kReport);
  const Text half(std::string(kReport).substr(0, sizeof(kReport) / 2));
  EXPECT_EQ(CommonPercent(whole, half), CommonPercent(half, whole));
  EXPECT_GT(CommonPercent(whole, half), 40);
  EXPECT_LT(CommonPercent(whole, half), 60);
}

TEST(Likeness, FallsByWhatAReplacedParagraphTakesFromBoth) {
  std::mt19937_64 random(1);
  std::vector<std::string> narrative = Narrative(random);
  const Text before(Joined(narrative));
  narrative[4] = Paragraph(random);
  // Nine tenths of both: 0.9 / 1.1.
  EXPECT_NEAR(CommonPercent(before, Text(Joined(narrative))), 82, 3);
}

TEST(Likeness, IsLowBetweenTextsThatShareUsualSentencesOnly) {
  const std::string usual = "深入贯彻落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外。";
  std::mt19937_64 random(2);
  const Text a(usual + Joined(Narrative(random)));
  const Text b(usual + Joined(Narrative(random)));
  EXPECT_GT(CommonPercent(a, b), 0);
  EXPECT_LT(CommonPercent(a, b), 10);
}

TEST(Likeness, IsNoneBetweenDifferentTexts) {
  EXPECT_EQ(CommonPercent(Text(kReport), Text("The quick brown fox jumps over the lazy dog while seven wizards box.")),
            0);
}

TEST(Likeness, IsNoneOfTextsTooShortToTell) {
  const std::string usual = "本年度无其他需要报告的事项。";
  EXPECT_EQ(CommonPercent(Text(usual), Text(usual)), 0);
  EXPECT_EQ(CommonPercent(Text(""), Text("")), 0);
  EXPECT_EQ(CommonPercent(Text(kReport), Text("")), 0);
  EXPECT_EQ(CommonPercent(Text("2024 12,345 67% ——"), Text(kReport)), 0);
}

TEST(Likeness, TellsFromFortyShinglesOn) {
  const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  EXPECT_EQ(CommonPercent(Text(letters.substr(0, 43)), Text(letters.substr(0, 43))), 0);
  EXPECT_EQ(CommonPercent(Text(letters.substr(0, 44)), Text(letters.substr(0, 44))), 100);
}

TEST(Likeness, CountsARepeatedShingleOnce) {
  EXPECT_THAT(Text("aaaaaaaaa").shingles(), testing::SizeIs(1));
  EXPECT_EQ(CommonPercent(Text(kReport), Text(std::string(kReport) + kReport)), 97);
}

TEST(Likeness, ReadsBytesThatAreNoTextAsNoLetters) {
  std::string broken = kReport;
  broken.insert(0, "\xFF\xC0\x80\xED\xA0\x80");
  broken.insert(broken.size(), "\xE5\xB9");
  broken.push_back('\0');
  EXPECT_EQ(CommonPercent(Text(broken), Text(kReport)), 100);
  EXPECT_EQ(Text("年\xE5\xB9").text(), "年\uFFFD");
}

TEST(Likeness, StandsAnyBytes) {
  std::mt19937_64 random(3);
  for (int run = 0; run < 200; ++run) {
    std::string bytes(random() % 600, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const Text text(bytes);
    EXPECT_EQ(CommonPercent(text, text), text.TooShort() ? 0 : 100);
    for (const Text::Letter& letter : text.letters()) ASSERT_LT(letter.at, text.text().size());
  }
}

TEST(Likeness, ReadsTheFirstTwoMebibytesAndCutsNoCharacter) {
  const Text text("a" + std::string(kReadBytes - 2, ' ') + "年年");
  EXPECT_EQ(text.letters().size(), 2u);
  EXPECT_EQ(text.text().size(), kReadBytes - 1 + 3);
}

// The values are stored: a change of them needs a new name of what is stored.
TEST(Likeness, GivesTheShinglesOfEveryRelease) {
  EXPECT_THAT(Text("政府 信息，公开2024年").shingles(),
              testing::ElementsAre(0x6d9b9cd08e43e465, 0x6f1371be1938b218, 0x9fab1b017fdba419));
  EXPECT_EQ(Text("abcde").ShingleAt(0), 0x810ba1571603c288);
}

}  // namespace
}  // namespace nianbao::likeness
