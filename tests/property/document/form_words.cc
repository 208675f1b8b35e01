#include "tests/property/document/form_words.h"

#include <cstdio>
#include <cstdlib>

#include "libs/form/catalogue.h"

namespace nianbao::testing {

const char kBalanceNote[] = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

const std::vector<RequestRow>& RequestRows() {
  static const auto* const rows = [] {
    const std::string year = "三、本年度办理结果";
    const std::string refused = "（三）不予公开";
    const std::string unable = "（四）无法提供";
    const std::string not_processed = "（五）不予处理";
    const std::string other = "（六）其他处理";
    const std::string out = "requests.outcomes.";
    return new std::vector<RequestRow>{
        {"requests.received", {"一、本年新收政府信息公开申请数量"}},
        {"requests.carried_in", {"二、上年结转政府信息公开申请数量"}},
        {out + "granted", {year, "（一）予以公开"}},
        {out + "partially_granted", {year, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}},
        {out + "refused.state_secret", {year, refused, "1.属于国家秘密"}},
        {out + "refused.prohibited_by_law", {year, refused, "2.其他法律行政法规禁止公开"}},
        {out + "refused.endangers_security_or_stability", {year, refused, "3.危及“三安全一稳定”"}},
        {out + "refused.third_party_rights", {year, refused, "4.保护第三方合法权益"}},
        {out + "refused.internal_affairs", {year, refused, "5.属于三类内部事务信息"}},
        {out + "refused.process_information", {year, refused, "6.属于四类过程性信息"}},
        {out + "refused.enforcement_file", {year, refused, "7.属于行政执法案卷"}},
        {out + "refused.administrative_inquiry", {year, refused, "8.属于行政查询事项"}},
        {out + "unable.not_held", {year, unable, "1.本机关不掌握相关政府信息"}},
        {out + "unable.requires_creation", {year, unable, "2.没有现成信息需要另行制作"}},
        {out + "unable.still_unclear", {year, unable, "3.补正后申请内容仍不明确"}},
        {out + "not_processed.petition_or_complaint", {year, not_processed, "1.信访举报投诉类申请"}},
        {out + "not_processed.repeated", {year, not_processed, "2.重复申请"}},
        {out + "not_processed.requests_publication", {year, not_processed, "3.要求提供公开出版物"}},
        {out + "not_processed.excessive", {year, not_processed, "4.无正当理由大量反复申请"}},
        {out + "not_processed.reissue_or_confirmation",
         {year, not_processed, "5.要求行政机关确认或重新出具已获取信息"}},
        {out + "other.not_corrected_in_time",
         {year, other, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"}},
        {out + "other.fee_unpaid",
         {year, other, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"}},
        {out + "other.miscellaneous", {year, other, "3.其他"}},
        {out + "total", {year, "（七）总计"}},
        {"requests.carried_out", {"四、结转下年度继续办理"}},
    };
  }();
  return *rows;
}

const std::vector<Column>& RequestColumns() {
  static const auto* const columns = new std::vector<Column>{
      {"natural_person", "自然人"},
      {"enterprise", "商业企业"},
      {"research_institution", "科研机构"},
      {"public_welfare_organization", "社会公益组织"},
      {"legal_service", "法律服务机构"},
      {"other", "其他"},
      {"total", "总计"},
  };
  return *columns;
}

const std::vector<DisclosureRow>& DisclosureRows() {
  static const auto* const rows = [] {
    const std::string root = "proactive_disclosure.";
    const std::string decisions = "本年处理决定数量";
    const auto documents = [&](const std::string& kind) {
      return std::vector<Column>{{root + kind + ".issued", "本年制发件数"},
                                 {root + kind + ".repealed", "本年废止件数"},
                                 {root + kind + ".in_force", "现行有效件数"}};
    };
    return new std::vector<DisclosureRow>{
        {"第二十条第（一）项", "规章", documents("rules")},
        {"第二十条第（一）项", "行政规范性文件", documents("normative_documents")},
        {"第二十条第（五）项", "行政许可", {{root + "licensing_decisions", decisions}}},
        {"第二十条第（六）项", "行政处罚", {{root + "penalty_decisions", decisions}}},
        {"第二十条第（六）项", "行政强制", {{root + "coercion_decisions", decisions}}},
        {"第二十条第（八）项", "行政事业性收费", {{root + "administrative_fees", "本年收费金额（单位：万元）"}}},
    };
  }();
  return *rows;
}

const std::vector<RemedyGroup>& RemedyGroups() {
  static const auto* const groups = new std::vector<RemedyGroup>{
      {"remedies.reconsideration", {"行政复议"}},
      {"remedies.direct_litigation", {"行政诉讼", "未经复议直接起诉"}},
      {"remedies.litigation_after_reconsideration", {"行政诉讼", "复议后起诉"}},
  };
  return *groups;
}

const std::vector<Column>& RemedyColumns() {
  static const auto* const columns = new std::vector<Column>{{"upheld", "结果维持"},
                                                             {"corrected", "结果纠正"},
                                                             {"other", "其他结果"},
                                                             {"pending", "尚未审结"},
                                                             {"total", "总计"}};
  return *columns;
}

int CellIndex(const std::string& code) {
  const form::Cell* const cell = form::Catalogue::Get().Find(code);
  if (cell == nullptr) {
    std::fprintf(stderr, "the catalogue has no cell %s\n", code.c_str());
    std::abort();
  }
  return cell->index;
}

const std::string& CellCode(int index) {
  const form::Catalogue& catalogue = form::Catalogue::Get();
  return index < kCells ? catalogue.cells()[index].code : catalogue.fee_statement()[index - kCells].code;
}

}  // namespace nianbao::testing
