#include "services/document/domain/narrative_claims.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/claim_subjects.h"

namespace nianbao::document::domain {
namespace {

using form::v1::Narrative;
using form::v1::NarrativeClaim;

Narrative NarrativeOf(const std::string& overview, int year = 2024) {
  Narrative narrative;
  narrative.set_overview(overview);
  AddNarrativeClaims(year, narrative);
  return narrative;
}

// "RECEIVED 5", "GRANTED 30..", "RECEIVED ..30", "REFUSED 4170%", with flags behind: +in, own, area, year, cumulative.
std::string Written(const NarrativeClaim& claim) {
  std::string name = NarrativeClaim::Subject_Name(claim.subject());
  std::string text(absl::StripPrefix(name, "SUBJECT_"));
  absl::StrAppend(&text, " ");
  if (claim.has_min()) absl::StrAppend(&text, claim.min());
  if (!claim.has_min() || !claim.has_max()) absl::StrAppend(&text, "..");
  if (claim.has_max() && (!claim.has_min() || claim.max() != claim.min())) absl::StrAppend(&text, claim.max());
  if (claim.measure() == NarrativeClaim::MEASURE_SHARE) absl::StrAppend(&text, "%");
  if (claim.includes_carried_in()) absl::StrAppend(&text, " +in");
  if (claim.coverage() == NarrativeClaim::COVERAGE_OWN) absl::StrAppend(&text, " own");
  if (claim.coverage() == NarrativeClaim::COVERAGE_AREA) absl::StrAppend(&text, " area");
  if (claim.other_year()) absl::StrAppend(&text, " year");
  if (claim.cumulative()) absl::StrAppend(&text, " cumulative");
  return text;
}

std::string ClaimsOf(const std::string& overview, int year = 2024) {
  std::vector<std::string> claims;
  const Narrative narrative = NarrativeOf(overview, year);
  for (const NarrativeClaim& claim : narrative.claims()) claims.push_back(Written(claim));
  return absl::StrJoin(claims, ", ");
}

struct Case {
  const char* text;
  // Claims separated by ", "; empty for none.
  const char* claims;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }

class Claims : public testing::TestWithParam<Case> {};

TEST_P(Claims, AreThoseOfTheText) { EXPECT_EQ(ClaimsOf(GetParam().text), GetParam().claims) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Received, Claims,
    testing::Values(
        Case{"2024年，我局共收到依申请公开件7件。", "RECEIVED 7"},
        Case{"本年度收到政府信息公开申请12件，均按时答复。", "RECEIVED 12"},
        Case{"全年新收政府信息公开申请 132 件。", "RECEIVED 132"}, Case{"我办接到信息公开申请3起。", "RECEIVED 3"},
        Case{"全年受理政府信息公开申请21宗。", "RECEIVED 21"}, Case{"今年共受理依申请公开9次。", "RECEIVED 9"},
        Case{"本机关收到和办理依申请公开申请6份。", "RECEIVED 6"}, Case{"收到依申请信息公开4条。", "RECEIVED 4"},
        Case{"我镇依申请公开件5件。", "RECEIVED 5"}, Case{"本年依申请公开5件，办结5件。", "RECEIVED 5, ANSWERED 5"},
        Case{"2024年政府信息公开申请共计8件。", "RECEIVED 8"}, Case{"政府信息公开申请数量：8件。", "RECEIVED 8"},
        Case{"共收到公民、法人和其他组织提交的政府信息公开申请10件。", "RECEIVED 10"},
        Case{"收到5件政府信息公开申请，已全部办结。", "RECEIVED 5"},
        Case{"依申请公开方面，共收到申请15件。", "RECEIVED 15"},
        Case{"（二）依申请公开情况\n全年共收到7件。", "RECEIVED 7"},
        Case{"２０２４年，共收到政府信息公开申请１６件。", "RECEIVED 16"},
        Case{"共收到政府信息公开申请1 6件。", "RECEIVED 16"}, Case{"共收到政府信息公开申请1,261件。", "RECEIVED 1261"},
        Case{"共收到政府信息公开申请十二件。", "RECEIVED 12"}, Case{"共收到政府信息公开申请两件。", "RECEIVED 2"},
        Case{"共收到政府信息公开申请三百零五件。", "RECEIVED 305"},
        Case{"共收到政府信息公开申请1.2万件。", "RECEIVED 12000"},
        Case{"共收到政府信息公开申请180余件。", "RECEIVED 180.."},
        Case{"共收到政府信息公开申请二十多件。", "RECEIVED 20.."},
        Case{"共收到政府信息公开申请超过30件。", "RECEIVED 30.."},
        Case{"共收到政府信息公开申请近30件。", "RECEIVED ..30"},
        Case{"共收到政府信息公开申请30件以上。", "RECEIVED 30.."},
        Case{"縣局共收到政府信息公開申請7件。", "RECEIVED 7"}));

INSTANTIATE_TEST_SUITE_P(
    Nought, Claims,
    testing::Values(Case{"2024年未收到政府信息公开申请。", "RECEIVED 0"},
                    Case{"本年度未接到依申请公开申请。", "RECEIVED 0"},
                    Case{"我局没有收到任何政府信息公开申请。", "RECEIVED 0"},
                    Case{"本年没有接到公民、法人或其他组织提出的政府信息公开申请。", "RECEIVED 0"},
                    Case{"全年未接收到依申请公开件。", "RECEIVED 0"},
                    Case{"本年度未受理依申请公开事项。", "RECEIVED 0"}, Case{"本年度无依申请公开申请。", "RECEIVED 0"},
                    Case{"政府信息公开申请0件。", "RECEIVED 0"}, Case{"依申请公开申请数为零。", "RECEIVED 0"},
                    Case{"本年依申请公开零报告。", "RECEIVED 0"},
                    Case{"未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。", "RECONSIDERATION 0, LITIGATION 0"},
                    Case{"全年无政府信息公开行政复议和行政诉讼案件。", "RECONSIDERATION 0, LITIGATION 0"},
                    Case{"政府信息公开行政复议、行政诉讼均为0件。", "RECONSIDERATION 0, LITIGATION 0"},
                    Case{"未收到因政府信息公开引发的行政复议。", "RECONSIDERATION 0"},
                    Case{"收到政府信息公开申请3件，无结转下年度。", "RECEIVED 3, CARRIED_OUT 0"}));

INSTANTIATE_TEST_SUITE_P(
    Balance, Claims,
    testing::Values(Case{"新收政府信息公开申请112件，上年结转9件。", "RECEIVED 112, CARRIED_IN 9"},
                    Case{"共受理政府信息公开申请121件，其中新收112件、上年度结转9件。",
                         "RECEIVED 121 +in, RECEIVED 112, CARRIED_IN 9"},
                    Case{"收到政府信息公开申请49件（含上年结转3件）。", "RECEIVED 49 +in, CARRIED_IN 3"},
                    Case{"收到政府信息公开申请49件，2023年结转3件。", "RECEIVED 49, CARRIED_IN 3"},
                    Case{"新收政府信息公开申请132件，加上年度结转2件，共办理134件。",
                         "RECEIVED 132, CARRIED_IN 2, ANSWERED 134 +in"},
                    Case{"依法办结政府信息公开申请20件，结转下年度继续办理4件。", "ANSWERED 20, CARRIED_OUT 4"},
                    Case{"收到政府信息公开申请24件，答复20件，4件结转至下年度办理。",
                         "RECEIVED 24, ANSWERED 20, CARRIED_OUT 4"},
                    Case{"收到政府信息公开申请24件，顺延到下年度4件。", "RECEIVED 24, CARRIED_OUT 4"},
                    Case{"收到政府信息公开申请24件，结转2025年办理4件。", "RECEIVED 24, CARRIED_OUT 4"},
                    Case{"政府信息公开申请新收、上年结转分别为7件、2件。", "RECEIVED 7, CARRIED_IN 2"}));

INSTANTIATE_TEST_SUITE_P(
    Outcomes, Claims,
    testing::Values(Case{"答复政府信息公开申请38件，其中予以公开27件，部分公开5件，不予公开4件，无法提供2件。",
                         "ANSWERED 38, GRANTED 27, PARTIALLY_GRANTED 5, REFUSED 4, UNABLE 2"},
                    Case{"答复政府信息公开申请10件，予以公开6件、不予处理3件和其他处理1件。",
                         "ANSWERED 10, GRANTED 6, NOT_PROCESSED 3, OTHER_OUTCOME 1"},
                    Case{"答复政府信息公开申请6件，予以公开、部分公开和不予公开分别为1件、2件和3件。",
                         "ANSWERED 6, GRANTED 1, PARTIALLY_GRANTED 2, REFUSED 3"},
                    Case{"收到政府信息公开申请6件，其中3件予以公开，1件属于“部分公开”，2件作出不予公开决定。",
                         "RECEIVED 6, GRANTED 3, PARTIALLY_GRANTED 1, REFUSED 2"},
                    Case{"办结政府信息公开申请24件，予以公开10件，占41.7%。", "ANSWERED 24, GRANTED 10, GRANTED 4170%"},
                    Case{"办结政府信息公开申请24件，予以公开10件，占答复总数的百分之四十二。",
                         "ANSWERED 24, GRANTED 10, GRANTED 4200%"},
                    Case{"答复政府信息公开申请9件，属于国家秘密1件，重复申请2件，本机关不掌握相关政府信息的3件。",
                         "ANSWERED 9, STATE_SECRET 1, REPEATED 2, NOT_HELD 3"},
                    Case{"政府信息公开申请中，予以公开、部分公开分别占60%、15.5%。",
                         "GRANTED 6000%, PARTIALLY_GRANTED 1550%"}));

INSTANTIATE_TEST_SUITE_P(
    Remedies, Claims,
    testing::Values(Case{"因政府信息公开被申请行政复议3件，被提起行政诉讼1件。", "RECONSIDERATION 3, LITIGATION 1"},
                    Case{"因政府信息公开引发的行政复议案件2件、行政诉讼案件1件。", "RECONSIDERATION 2, LITIGATION 1"},
                    Case{"政府信息公开工作发生1起行政复议。", "RECONSIDERATION 1"},
                    Case{"政府信息公开行政复议、行政诉讼分别为4件、2件。", "RECONSIDERATION 4, LITIGATION 2"},
                    Case{"政府信息公开未经复议直接起诉2件，复议后起诉1件。",
                         "DIRECT_LITIGATION 2, LITIGATION_AFTER_RECONSIDERATION 1"}));

INSTANTIATE_TEST_SUITE_P(
    TableTwo, Claims,
    testing::Values(
        Case{"全年制发行政规范性文件6件，废止行政规范性文件2件，现行有效行政规范性文件31件。",
             "NORMATIVE_DOCUMENTS_ISSUED 6, NORMATIVE_DOCUMENTS_REPEALED 2, NORMATIVE_DOCUMENTS_IN_FORCE 31"},
        Case{"本年新制定规章3件。", "RULES_ISSUED 3"}, Case{"制发5件规范性文件。", "NORMATIVE_DOCUMENTS_ISSUED 5"},
        Case{"作出行政许可决定550件、行政处罚决定41件、行政强制0件。",
             "LICENSING_DECISIONS 550, PENALTY_DECISIONS 41, COERCION_DECISIONS 0"},
        Case{"全年办理行政许可28万余项。", "LICENSING_DECISIONS 280000.."},
        Case{"行政许可、行政处罚、行政强制分别为7件、8件、9件。",
             "LICENSING_DECISIONS 7, PENALTY_DECISIONS 8, COERCION_DECISIONS 9"},
        Case{"行政事业性收费金额为7730.28万元。", "ADMINISTRATIVE_FEES 7730280000"}));

INSTANTIATE_TEST_SUITE_P(
    Scope, Claims,
    testing::Values(Case{"2024年全区共收到政府信息公开申请800件。", "RECEIVED 800 area"},
                    Case{"全县收到政府信息公开申请80件，其中县政府办公室收到政府信息公开申请6件。", "RECEIVED 80 area"},
                    Case{"县本级收到政府信息公开申请6件。", "RECEIVED 6 own"},
                    Case{"2022年收到政府信息公开申请31件。", "RECEIVED 31 year"},
                    Case{"去年收到政府信息公开申请31件。今年收到政府信息公开申请22件。",
                         "RECEIVED 31 year, RECEIVED 22"},
                    Case{"与去年相比，收到政府信息公开申请22件。", "RECEIVED 22"},
                    Case{"截至目前累计受理政府信息公开申请381件。", "RECEIVED 381 cumulative"},
                    Case{"今年以来，共收到政府信息公开申请3件。", "RECEIVED 3"},
                    Case{"截至2024年12月31日共收到政府信息公开申请381件，其中2024年2件。", "RECEIVED 381 cumulative"},
                    Case{"2019年以来，共收到政府信息公开申请381件。", "RECEIVED 381 year cumulative"},
                    Case{"全市各级行政机关共收到政府信息公开申请80件。", "RECEIVED 80 area"},
                    Case{"条例施行以来，共收到政府信息公开申请381件。", "RECEIVED 381 cumulative"}));

INSTANTIATE_TEST_SUITE_P(
    Nothing, Claims,
    testing::Values(Case{"通过门户网站主动公开政府信息117条。", ""},
                    Case{"在政府网站平台主动公开政府信息 1136 条。", ""}, Case{"收到政府信息公开申请约30件。", ""},
                    Case{"收到政府信息公开申请30件左右。", ""}, Case{"收到政府信息公开申请3至5件。", ""},
                    Case{"收到政府信息公开申请三四件。", ""}, Case{"收到政府信息公开申请数十件。", ""},
                    Case{"收到政府信息公开申请1万2000件。", ""}, Case{"收到政府信息公开申请①件。", ""},
                    Case{"收到政府信息公开申请1，200件。", ""}, Case{"其中网络申请8件，信函申请2件。", ""},
                    Case{"收到政府信息公开申请较上年增加3件。", ""}, Case{"通过网上平台收到政府信息公开申请3件。", ""},
                    Case{"自然人提出政府信息公开申请5件。", ""}, Case{"收到涉及征地的政府信息公开申请5件。", ""},
                    Case{"延期答复政府信息公开申请2件。", ""}, Case{"全年受理信访投诉52件，办结50件。", ""},
                    Case{"办理人大代表建议和政协提案12件，答复12件。", ""},
                    Case{"收到依申请公开5件。全年受理热线工单90件，答复88件。", "RECEIVED 5"},
                    Case{"全年审理行政复议案件120件。", ""}, Case{"行政复议、行政诉讼共3件。", ""},
                    Case{"政府信息公开行政复议、行政诉讼案件3件。", ""}, Case{"公开行政许可120条、行政处罚30条。", ""},
                    Case{"主动公开规范性文件5件。", ""}, Case{"制定和修改规章5件。", ""},
                    Case{"政府信息公开申请答复率100%。", ""}, Case{"按照《条例》第三十六条第5项办理。", ""},
                    Case{"依据国办公开办函〔2021〕30号文件。", ""}, Case{"依申请公开申请在20个工作日内答复。", ""},
                    Case{"受理咨询电话12345件。", ""},
                    Case{"答复政府信息公开申请9件，予以公开和部分公开共7件。", "ANSWERED 9"},
                    Case{"答复政府信息公开申请9件，因属于国家秘密不予公开2件。", "ANSWERED 9"},
                    Case{"予以公开、部分公开分别为1件、2件和3件政府信息公开申请。", ""},
                    Case{"实行依申请公开零报告制度。", ""}, Case{"未收到除信函外的政府信息公开申请。", ""},
                    Case{"答复政府信息公开申请9件，其中本机关不掌握无法提供3件。", "ANSWERED 9"},
                    Case{"答复政府信息公开申请9件，同比下降78.43%。", "ANSWERED 9"},
                    Case{"答复政府信息公开申请9件，按时答复率占比100%。", "ANSWERED 9"},
                    Case{"从2023年的31件政府信息公开申请下降到22件。", ""}, Case{"推动政府信息公开一件事一次办。", ""},
                    Case{"计划全年收到政府信息公开申请5件。", ""}, Case{"各镇收到政府信息公开申请5件。", ""},
                    Case{"共收到政府信息公开申请5件次。", ""}, Case{"收到政府信息公开申请1.5件。", ""},
                    Case{"政府信息公开方面，司法局办理行政复议案件52件。", ""},
                    Case{"答复政府信息公开申请4件。依法公开行政许可、行政处罚分别为7件、8件。", "ANSWERED 4"},
                    Case{"办理上年结转政府信息公开申请2件。", ""},
                    Case{"收到政府信息公开申请9件，涉及规划类5件、征收类4件。", "RECEIVED 9"},
                    Case{"依申请公开政府信息5条。", ""}, Case{"全年收到5件。", ""}));

TEST(NarrativeClaims, KeepSentenceSectionAndFigureAsPrinted) {
  Narrative narrative;
  narrative.set_overview("前文。　2024年，共收到政府信息公开申请 1 6 件；办结\n。");
  narrative.set_other_matters("全年未收到政府信息公开申请。");
  AddNarrativeClaims(2024, narrative);
  ASSERT_EQ(narrative.claims_size(), 2);
  EXPECT_EQ(narrative.claims(0).sentence(), "2024年，共收到政府信息公开申请 1 6 件；办结");
  EXPECT_EQ(narrative.claims(0).figure(), "1 6 件");
  EXPECT_EQ(narrative.claims(0).section(), 1);
  EXPECT_EQ(narrative.claims(1).section(), 6);
  EXPECT_EQ(narrative.claims(1).figure(), "");
}

TEST(NarrativeClaims, CutLongSentences) {
  std::string words;
  for (int i = 0; i < 600; ++i) words += "，又";
  const Narrative narrative = NarrativeOf("收到政府信息公开申请5件" + words + "。");
  ASSERT_EQ(narrative.claims_size(), 1);
  EXPECT_LE(narrative.claims(0).sentence().size(), 500 * 3 + 3u);
}

TEST(NarrativeClaims, SpeakOfAnotherYearWhenTheYearOfTheReportIsUnknown) {
  EXPECT_EQ(ClaimsOf("2024年收到政府信息公开申请5件。", 0), "RECEIVED 5 year");
  EXPECT_EQ(ClaimsOf("本年收到政府信息公开申请5件。", 0), "RECEIVED 5");
}

TEST(NarrativeClaims, AreFewWhateverTheText) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "收到政府信息公开申请5件。";
  EXPECT_EQ(NarrativeOf(text).claims_size(), 300);
}

TEST(NarrativeClaims, HaveSubjectsThatAreCellsOfTheForm) {
  const auto* subjects = NarrativeClaim::Subject_descriptor();
  for (int i = 1; i < subjects->value_count(); ++i) {
    const auto codes = ClaimedCellsOf(static_cast<ClaimSubject>(subjects->value(i)->number()));
    EXPECT_FALSE(codes.empty()) << subjects->value(i)->name();
    for (const std::string& code : codes) EXPECT_NE(form::Catalogue::Get().Find(code), nullptr) << code;
  }
}

}  // namespace
}  // namespace nianbao::document::domain
