#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/likeness/likeness.h"
#include "tests/unit/libs/likeness/narrative.h"

namespace nianbao::likeness {

void PrintTo(const Passage& passage, std::ostream* out) { *out << passage.first << " | " << passage.second; }

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

auto Side(absl::string_view first, absl::string_view second) {
  return testing::AllOf(testing::Field("first", &Passage::first, std::string(first)),
                        testing::Field("second", &Passage::second, std::string(second)));
}

size_t CharactersOf(absl::string_view text) {
  size_t count = 0;
  for (const char byte : text) count += (byte & 0xC0) != 0x80;
  return count;
}

TEST(CommonPassages, StandAsEachTextWritesThem) {
  const Text a("本局概况。全年收到自然人申请47件，均在法定期限内答复，办结率100%。\n公园绿地对外开放。");
  const Text b("医院简介：全年收到自然人申请 5 件, 均在法定期限内答复，办结率98.5%！门诊时间不变。");
  EXPECT_THAT(CommonPassages(a, b, 9), ElementsAre(Side("全年收到自然人申请47件，均在法定期限内答复，办结率100%。",
                                                        "全年收到自然人申请 5 件, 均在法定期限内答复，办结率98.5%！")));
}

TEST(CommonPassages, ComeLongestFirstAndNoMoreThanAsked) {
  std::mt19937_64 random(1);
  const std::string longest = Paragraph(random) + Paragraph(random);
  const std::string middle = Paragraph(random);
  const std::string shortest = "撤并不再更新的栏目并为老年读者开设大字版页面";
  const Text a(absl::StrCat("甲", shortest, "乙", longest, "丙", middle, "丁"));
  const Text b(absl::StrCat("子", middle, "丑", shortest, "寅", longest, "卯"));
  EXPECT_THAT(CommonPassages(a, b, 9),
              ElementsAre(Side(longest, longest), Side(middle, middle), Side(shortest, shortest)));
  EXPECT_THAT(CommonPassages(a, b, 2), ElementsAre(Side(longest, longest), Side(middle, middle)));
  EXPECT_THAT(CommonPassages(a, b, 0), IsEmpty());
}

TEST(CommonPassages, DoNotOverlapInTheFirstText) {
  const std::string one = "abcdefghijklmnopqrst", two = "ABCDEFGHIJ", three = "zyxwvutsrqponmlkj";
  const Text a(one + two + three);
  const Text b(absl::StrCat(one, two, "-中-", two, three));
  EXPECT_THAT(CommonPassages(a, b, 9), ElementsAre(Side(one + two, one + two + "-"), Side(three, three)));
}

TEST(CommonPassages, LeaveOutWhatIsNoLongerThanAPhrase) {
  EXPECT_THAT(CommonPassages(Text("甲abcdefghijklmn乙"), Text("丙abcdefghijklmn丁"), 9), IsEmpty());
  EXPECT_THAT(CommonPassages(Text("甲abcdefghijklmno乙"), Text("丙abcdefghijklmno丁"), 9), SizeIs(1));
}

TEST(CommonPassages, EndAfterFiveHundredCharactersOfEitherText) {
  std::mt19937_64 random(2);
  const std::string text = Joined(Narrative(random));
  const std::vector<Passage> same = CommonPassages(Text(text), Text(text), 9);
  ASSERT_THAT(same, SizeIs(1));
  EXPECT_EQ(CharactersOf(same[0].first), 500u);
  EXPECT_EQ(same[0].first, text.substr(0, same[0].first.size()));

  std::string spaced;
  for (const char byte : text) absl::StrAppend(&spaced, (byte & 0xC0) == 0x80 ? "" : " ", std::string(1, byte));
  const std::vector<Passage> wide = CommonPassages(Text(text), Text(spaced), 9);
  ASSERT_THAT(wide, SizeIs(1));
  EXPECT_LE(CharactersOf(wide[0].second), 500u);
  EXPECT_GE(CharactersOf(wide[0].second), 480u);
  EXPECT_NEAR(CharactersOf(wide[0].first), 250, 10);
}

TEST(CommonPassages, AreFoundThoughTheOtherTextRepeatsThem) {
  const std::string sentence = "在政务大厅设立查阅点并安排专人解答群众提问。";
  std::string often;
  for (int i = 0; i < 40; ++i) absl::StrAppend(&often, sentence, i, "\n");
  EXPECT_THAT(CommonPassages(Text("甲" + sentence + "乙"), Text(often), 9), SizeIs(1));
  EXPECT_THAT(CommonPassages(Text(often), Text("甲" + sentence + "乙"), 99), SizeIs(40));
}

TEST(CommonPassages, OfDifferentOrEmptyTextsAreNone) {
  std::mt19937_64 random(3);
  const Text text(Joined(Narrative(random)));
  EXPECT_THAT(CommonPassages(text, Text("The quick brown fox jumps over the lazy dog."), 9), IsEmpty());
  EXPECT_THAT(CommonPassages(text, Text(""), 9), IsEmpty());
  EXPECT_THAT(CommonPassages(Text(""), text, 9), IsEmpty());
}

TEST(CommonPassages, AreTextThoughTheBytesAreNot) {
  const std::string letters = "abcdefghijklmnopqrst";
  EXPECT_THAT(CommonPassages(Text(letters + "\xFFxyz"), Text(letters + "\xE5\xB9"), 9),
              ElementsAre(Side(letters + "\uFFFD", letters + "\uFFFD")));
}

// Without bounds these would compare 10^11 letters and more, and the test would end by its limit of time.
TEST(CommonPassages, EndOnTextsThatRepeatThemselvesForMegabytes) {
  const Text one(std::string(2000000, 'a'));
  std::string runs;
  while (runs.size() < 2000000) absl::StrAppend(&runs, std::string(runs.size() / 1000 % 50 + 7, 'a'), "b");
  const Text many(runs);
  EXPECT_THAT(CommonPassages(one, one, 3), SizeIs(1));
  EXPECT_THAT(CommonPassages(many, one, 3), SizeIs(3));
  EXPECT_THAT(CommonPassages(many, many, 3), testing::Not(IsEmpty()));
}

TEST(CommonPassages, AreEachGrownOnceInLongEqualTexts) {
  std::mt19937_64 random(4);
  std::string letters(1000000, '\0');
  for (char& letter : letters) letter = static_cast<char>('a' + random() % 26);
  const Text text(letters);
  EXPECT_THAT(CommonPassages(text, text, 9), SizeIs(1));
}

// Brute force says where each letter of `a` stands within 15 common letters; so many of them are covered.
TEST(CommonPassages, CoverWhatIsCommon) {
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<std::string> pieces;
    for (int i = 0; i < 6; ++i) {
      std::string piece;
      for (size_t size = 5 + random() % 40; piece.size() < size;) piece += static_cast<char>('a' + random() % 26);
      pieces.push_back(piece);
    }
    std::string a, b;
    for (int i = 0; i < 8; ++i) a += pieces[random() % pieces.size()];
    for (int i = 0; i < 8; ++i) b += pieces[random() % pieces.size()];
    std::vector<bool> common(a.size());
    for (size_t i = 0; i + 15 <= a.size(); ++i) {
      if (b.find(a.substr(i, 15)) != std::string::npos) std::fill_n(common.begin() + i, 15, true);
    }
    size_t covered = 0;
    for (const Passage& passage : CommonPassages(Text(a), Text(b), a.size())) {
      EXPECT_EQ(passage.first, passage.second);
      EXPECT_NE(a.find(passage.first), std::string::npos);
      EXPECT_NE(b.find(passage.first), std::string::npos);
      covered += passage.first.size();
    }
    const size_t all = std::count(common.begin(), common.end(), true);
    EXPECT_LE(covered, all);
    // A rest of fewer than 15 letters beside a longer passage is left out.
    EXPECT_GE(covered * 10, all * 7) << a << "\n" << b;
  }
}

}  // namespace
}  // namespace nianbao::likeness
