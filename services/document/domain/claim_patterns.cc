#include "services/document/domain/claim_patterns.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace nianbao::document::domain {
namespace {

using Subject = form::v1::NarrativeClaim;

struct Part {
  const char* name;
  const char* words;
};

// Parts of patterns; a part may use those below it.
constexpr Part kParts[] = {
    // Any words; a veto says which must not be among them.
    {"<任>", "(.*?)"},
    // Words that only say when and who.
    {"<领>",
     "((?:<时>|<谁>|其中|其|该|另有|另|还有|还|又|有|共有|依法|依规|按时|按期|及时|已|均|共|累计|总共|合计|今|、|:|\\.|"
     "对|的|※)*)"},
    {"<时>", "本年|上年|下年|他年|全年|年内|期间|同期|年度|当年|截至|截止|目前|底|※月※日|※月|※日|自|至|起|到|止"},
    {"<谁>",
     "[我本全该](?:局|委|办|区|市|县|镇|乡|街道|省|厅|院|处|中心|单位|机关|行政机关|州|旗|校|部门|所|队|会|馆|站|级|"
     "系统)+|"
     "\\p{Han}{2,20}?(?:局|委|委员会|办公室|政府|办事处|管委会|厅|中心|街道|镇|院)"},
    {"<共>", "(?:共计|合计|总共|总计|总数|总量|数量|件数|累计|全部|全年|本年|共|数|量|为|是|有|达|的|了|计|:)*"},
    {"<新收>", "(?:新收到|新收|新增|新接收)"},
    {"<收>",
     "(?:新收到|新收|收到|接收到|接收|接到|受理|新增|收悉|共收)(?:了)?"
     "(?:(?:并|和|及|、|且)?(?:办理|办结|答复|处理|受理|回复|接收))?"},
    {"<答>",
     "(?:办理答复|答复办结|办理完毕|办理完成|处理完毕|办结答复|办结|答复|办理|回复|办复|处理)(?:了|完毕|并答复|和答复|"
     "、答复|并办结)?"},
    {"<人>",
     "(?:各类|各种|有效|公民、法人(?:和|或|或者|及|以及|与)?(?:者)?其他组织|社会公众|公众|群众|公民|申请人)*"
     "(?:提交|提出|递交|提起)?的?"},
    // Requests; <件> with the words 公开 or 依申请, <申> also without.
    {"<申>", "(?:<件>|(?:申请)(?:件|书|事项|数量|总数|总量|量|数)?)"},
    {"<件>",
     "(?:政府信息依申请公开|依申请公开政府信息|依申请(?:政府)?信息公开|依申请公开信息|依申请公开|(?:要求)?(?:政府)?"
     "信息公开申请|"
     "(?:政府信息)?公开申请|申请公开政府信息|政府信息公开的申请)"
     "(?:申请)?(?:件|书|表|事项|案件|办件|工作|数量|总数|总量|量|数)?"},
    // The same where no verb stands before; 依申请公开政府信息 may be what was given.
    {"<单>",
     "(?:政府信息依申请公开|依申请(?:政府)?信息公开|依申请公开|(?:政府)?信息公开申请)(?:申请)?(?:件|事项|案件|数量|"
     "总数|总量|"
     "量|数)?"},
    {"<止>", "(?:(?:均|全部|都|皆|已|并|且|现已).*)?"},
    {"<判>", "(?:决定|处理决定|处理|答复|情形|情况|结果|告知|类|的|申请|案件|政府信息公开申请|件)*"},
    {"<属>", "(?:作出|做出|属于|属|为|是|系|被|以|按|均|答复|认定为|)*"},
    {"<复>", "行政复议(?:案件|申请|事项|案)?"},
    {"<诉>", "行政诉讼(?:案件|事项|案)?"},
    {"<文>", "(?:行政)?规范性文件"},
    {"<没>",
     "(?:均未|未|没有|尚未|暂未|无|零)(?:发生|产生|出现|收到|接到|接收到|存在|有|被|过)*(?:任何|因|由|涉及|关于|有关|"
     "被|"
     "政府信息公开|信息公开|工作|申请|引发|引起|的|依申请公开|、|提起|而|导致|答复|不服|相关|一例|一起|一件)*?"},
    {"<等>", "(?:的)?(?:案件|情况|情形|申请|事项|发生|案|的情况)*"},
};

std::string Expand(std::string pattern) {
  for (const Part& part : kParts) pattern = absl::StrReplaceAll(pattern, {{part.name, part.words}});
  // <领> and <申> use parts that stand before others in turn.
  for (const Part& part : kParts) pattern = absl::StrReplaceAll(pattern, {{part.name, part.words}});
  return absl::StrReplaceAll(pattern, {{"<名>", absl::StrCat("(", AnyOf(OutcomeNames()), ")")},
                                       {"#", "\\x{E000}"},
                                       {"%", "\\x{E001}"},
                                       {"¥", "\\x{E002}"},
                                       {"※", "\\x{E003}"}});
}

// What makes a figure one of a part, of another thing, or of a change.
constexpr char kVeto[] =
    "未|不|无|没有|撤|驳|补正|延期|逾期|超期|增|减少|下降|上升|较|比|多于|少于|网络|网上|网站|信函|邮件|邮寄|现场|当面|"
    "来访|窗口|平台|电子|书面|纸质|口头|电话|传真|自然人|法人|企业|个人|每|平均|月均|涉及|关于|有关|例如|计划|拟|力争|"
    "下一步|预计|目标|转办|交办|下属|所属|直属|咨询|投诉|举报|信访|建议|提案|热线|留言|工单|诉求|公示|公布|发布|"
    "主动公开|"
    "培训|会议|解读|同意|其他|渠道|形式|方式|代表|约|各[^级部单]|各$|※件|\\x{E003}(?:件|宗|起|条|份|次)";
constexpr char kRemedyVeto[] =
    "|办理|审理|审结|代理|应诉|参与|指导|答复|受理|维持|纠正|撤销|其中|化解|出庭|复议|诉讼|许可|处罚";

const RE2* Veto(const char* more) {
  return new RE2(absl::StrReplaceAll(absl::StrCat(kVeto, more), {{"※", "\\x{E003}"}}));
}

class Builder {
 public:
  std::vector<ClaimPattern> Build() {
    // The name of an outcome such as 不予处理 holds words of the others.
    Outcomes();
    Requests();
    Remedies();
    Documents();
    Decisions();
    Nothing();
    return std::move(patterns_);
  }

 private:
  void Add(const std::string& pattern, std::vector<ClaimSubject> subjects, ClaimNeeds needs, const RE2* veto,
           bool nought = false) {
    patterns_.push_back({std::make_unique<RE2>(Expand(pattern)), veto, std::move(subjects), needs, nought});
  }

  void Requests() {
    const RE2* const whole = Veto("|其中|复议|诉讼|应诉|许可|处罚|强制|予以|部分公开|提供|结转");
    const RE2* const part = Veto("|复议|诉讼|应诉|许可|处罚|强制|予以|部分公开|提供|办理|办结|答复");
    const RE2* const out = new RE2("较|比|每|平均|网络|信函|复议|诉讼|计划|预计|上年|各");
    const auto kNeeds = ClaimNeeds::kRequests;
    // 上年结转2件, 2件为上年结转
    const std::string in =
        "(?:上年(?:结转|转结|转入|遗留|顺延|接转)|结转自?上年)(?:至本年|到本年|下来)?"
        "(?:继续)?(?:办理|答复|处理)?的?";
    Add("<任>" + in +
            "(?:<申>|件)?<共>#"
            "(?:<申>)?<止>",
        {Subject::SUBJECT_CARRIED_IN}, kNeeds, part);
    Add("<领>#(?:<申>)?(?:为|是|系|属|属于)" + in + "(?:<申>|件)?", {Subject::SUBJECT_CARRIED_IN}, kNeeds, part);
    // 结转下年度继续办理2件, 2件结转至下年度
    const std::string next =
        "(?:结转|顺延|转入|延续|延至|转结)(?:至|到|入|于|为)?下年(?:继续)?(?:办理|答复|处理|办结)*的?";
    Add("<任>" + next + "(?:<申>|件)?<共>#(?:<申>)?", {Subject::SUBJECT_CARRIED_OUT}, kNeeds, out);
    Add("<任>(?:有|余|剩余|另|将|尚|、)*#(?:<申>)?(?:正在办理|尚在办理|未到期|未到答复期限|尚未办结|需|待|将|并|的|"
        "按规定|依法|为)*" +
            next + "(?:<申>|件)?",
        {Subject::SUBJECT_CARRIED_OUT}, kNeeds, out);
    // 新收5件, 收到政府信息公开申请5件, 收到5件政府信息公开申请
    Add("<任>(?:其中)?<新收><人>(?:<申>)?<共>#(?:<人><申>)?<止>", {Subject::SUBJECT_RECEIVED}, kNeeds, part);
    Add("<任><收><人>(?:<申>)?<共>#(?:<人><申>)?<止>", {Subject::SUBJECT_RECEIVED}, kNeeds, whole);
    // 答复5件, 办结政府信息公开申请5件
    Add("<任><答><人>(?:<申>)?<共>#(?:<人><申>)?<止>", {Subject::SUBJECT_ANSWERED}, kNeeds,
        Veto("|复议|诉讼|应诉|许可|处罚|强制|予以|部分公开|提供|上年|下年|结转|主动|当场|即时|公开$"));
    // 依申请公开5件, without a verb
    Add("<领><单><共>#<止>", {Subject::SUBJECT_RECEIVED}, kNeeds,
        Veto("|其中|复议|诉讼|应诉|许可|处罚|强制|予以|部分公开|提供|结转|答复|办|处理|回复|受理|收到"));
  }

  void Remedies() {
    const RE2* const veto = Veto(kRemedyVeto);
    const auto kNeeds = ClaimNeeds::kDisclosure;
    const std::string both = "(?:、|和|及|与|或|以及)(?:被)?(?:提起|发生)?";
    Add("<任><复>" + both + "<诉>(?:数量)?(?:均|都|皆|各)(?:为|是|有)?#",
        {Subject::SUBJECT_RECONSIDERATION, Subject::SUBJECT_LITIGATION}, kNeeds, veto);
    Add("<任><复><共>#<止>", {Subject::SUBJECT_RECONSIDERATION}, kNeeds, veto);
    Add("<任><诉><共>#<止>", {Subject::SUBJECT_LITIGATION}, kNeeds, veto);
    Add("<任>#(?:政府信息公开)?(?:被申请|被提起|提起)?<复>", {Subject::SUBJECT_RECONSIDERATION}, kNeeds, veto);
    Add("<任>#(?:政府信息公开)?(?:被提起|提起)?<诉>", {Subject::SUBJECT_LITIGATION}, kNeeds, veto);
    Add("<任>未经复议直接起诉的?(?:案件)?<共>#", {Subject::SUBJECT_DIRECT_LITIGATION}, kNeeds, Veto(""));
    Add("<任>复议后起诉的?(?:案件)?<共>#", {Subject::SUBJECT_LITIGATION_AFTER_RECONSIDERATION}, kNeeds, Veto("|未经"));
  }

  void Outcomes() {
    const RE2* const veto = Veto("|复议|诉讼|和$|及$|与$|或$");
    Add("<领><属><名><判><共>#(?:<申>)?", {}, ClaimNeeds::kRequests, veto);
    Add("<领>#(?:<申>)?(?:的)?<属><名><判>", {}, ClaimNeeds::kRequests, veto);
    Add("<领>(?:约)?<名><判>占[^%#]{0,40}?%", {}, ClaimNeeds::kRequests, veto);
  }

  void Documents() {
    const struct {
      const char* document;
      ClaimSubject issued, repealed, in_force;
    } kinds[] = {
        {"<文>", Subject::SUBJECT_NORMATIVE_DOCUMENTS_ISSUED, Subject::SUBJECT_NORMATIVE_DOCUMENTS_REPEALED,
         Subject::SUBJECT_NORMATIVE_DOCUMENTS_IN_FORCE},
        {"(?:政府|地方政府|部门)?规章", Subject::SUBJECT_RULES_ISSUED, Subject::SUBJECT_RULES_REPEALED,
         Subject::SUBJECT_RULES_IN_FORCE},
    };
    const RE2* const veto = Veto("|修|公开|备案|审查|清理|党");
    for (const auto& kind : kinds) {
      const std::string document = kind.document;
      const struct {
        const char* verb;
        ClaimSubject subject;
      } verbs[] = {{"(?:新)?(?:制发|制定|出台|制订|印发)(?:件数)?", kind.issued},
                   {"废止(?:件数)?", kind.repealed},
                   {"现行有效(?:件数|的)?", kind.in_force}};
      for (const auto& [verb, subject] : verbs) {
        Add(absl::StrCat("<领>", verb, "<共>", document, "<共>#"), {subject}, ClaimNeeds::kNothing, veto);
        Add(absl::StrCat("<领>", document, "(?:本年)?", verb, "<共>#"), {subject}, ClaimNeeds::kNothing, veto);
        Add(absl::StrCat("<领>", verb, "<共>#", document), {subject}, ClaimNeeds::kNothing, veto);
      }
    }
  }

  void Decisions() {
    const RE2* const veto = Veto("|修|公开");
    const struct {
      const char* decision;
      ClaimSubject subject;
    } kinds[] = {{"行政许可", Subject::SUBJECT_LICENSING_DECISIONS},
                 {"行政处罚", Subject::SUBJECT_PENALTY_DECISIONS},
                 {"行政强制", Subject::SUBJECT_COERCION_DECISIONS}};
    for (const auto& [decision, subject] : kinds) {
      Add(absl::StrCat("<领>(?:作出|做出|办理|实施)?", decision, "(?:处理决定|决定|事项|案件)?<共>#"), {subject},
          ClaimNeeds::kDecisions, veto);
      Add(absl::StrCat("<领>(?:作出|做出|办理|实施)<共>#", decision, "(?:处理决定|决定|事项|案件)?"), {subject},
          ClaimNeeds::kDecisions, veto);
    }
    Add("<领>(?:收取)?行政事业性收费(?:金额|收入|总额)?<共>¥", {Subject::SUBJECT_ADMINISTRATIVE_FEES},
        ClaimNeeds::kDecisions, veto);
  }

  void Nothing() {
    const RE2* const veto = Veto("|除|其中|复议|诉讼");
    const auto kNeeds = ClaimNeeds::kRequests;
    Add("<任>(?:未|没有|尚未|暂未|从未|无)(?:收到|接到|接收到|接收|受理|新收|发生|产生|出现)(?:过|到)?(?:任何)?<人><申>"
        "<等>",
        {Subject::SUBJECT_RECEIVED}, kNeeds, veto, true);
    Add("<领>(?:无|零|没有|暂无|未有)(?:任何)?<人><件><等>", {Subject::SUBJECT_RECEIVED}, kNeeds, veto, true);
    Add("<领><件>(?:情况|为|是|实现|继续|:)*零(?:报告|申请|受理)", {Subject::SUBJECT_RECEIVED}, kNeeds, veto, true);
    Add("<领>(?:无|没有|未有)上年(?:度)?结转(?:的)?(?:<申>)?<等>", {Subject::SUBJECT_CARRIED_IN}, kNeeds, veto, true);
    Add("<领>(?:无|没有|未有)(?:结转|顺延)(?:至|到)?下年(?:度)?(?:继续)?(?:办理|答复|处理)?(?:的)?(?:<申>)?<等>",
        {Subject::SUBJECT_CARRIED_OUT}, kNeeds, veto, true);
    Add("<任><没><复><等>(?:、|和|及|与|或|以及|或者)(?:被)?(?:提起|发生)?(?:的)?(?:行政)?诉讼<等>",
        {Subject::SUBJECT_RECONSIDERATION, Subject::SUBJECT_LITIGATION}, ClaimNeeds::kDisclosure, Veto("|除|其中"),
        true);
    Add("<任><没><复><等>", {Subject::SUBJECT_RECONSIDERATION}, ClaimNeeds::kDisclosure, Veto("|除|其中"), true);
    Add("<任><没><诉><等>", {Subject::SUBJECT_LITIGATION}, ClaimNeeds::kDisclosure, Veto("|除|其中|复议"), true);
  }

  std::vector<ClaimPattern> patterns_;
};

}  // namespace

const std::vector<ClaimPattern>& ClaimPatterns() {
  static const auto* const patterns = new std::vector<ClaimPattern>(Builder().Build());
  return *patterns;
}

std::string ExpandPattern(const std::string& pattern) { return Expand(pattern); }

}  // namespace nianbao::document::domain
