#include "services/document/domain/claim_lists.h"

#include <re2/re2.h>

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace nianbao::document::domain {
namespace {

using Subject = form::v1::NarrativeClaim;

const std::vector<SubjectName>& ListedNames() {
  static const auto* const names = [] {
    auto* all = new std::vector<SubjectName>(OutcomeNames());
    for (const SubjectName& name : std::vector<SubjectName>{
             {"新收", Subject::SUBJECT_RECEIVED},
             {"本年新收", Subject::SUBJECT_RECEIVED},
             {"上年结转", Subject::SUBJECT_CARRIED_IN},
             {"办结", Subject::SUBJECT_ANSWERED},
             {"答复", Subject::SUBJECT_ANSWERED},
             {"结转下年", Subject::SUBJECT_CARRIED_OUT},
             {"结转至下年", Subject::SUBJECT_CARRIED_OUT},
             {"行政复议", Subject::SUBJECT_RECONSIDERATION},
             {"行政诉讼", Subject::SUBJECT_LITIGATION},
             {"行政许可", Subject::SUBJECT_LICENSING_DECISIONS},
             {"行政处罚", Subject::SUBJECT_PENALTY_DECISIONS},
             {"行政强制", Subject::SUBJECT_COERCION_DECISIONS},
         }) {
      all->push_back(name);
    }
    return all;
  }();
  return *names;
}

constexpr char kSeparator[] = "(?:、|以及|和|及|与|，|,)";
constexpr char kSign[] = "[\\x{E000}-\\x{E003}]";
constexpr char kAfterName[] = "(?:处理决定|决定|申请|案件|事项|数量|件数|继续办理|办理|的|类)*";

std::vector<ClaimSubject> SubjectsIn(absl::string_view names) {
  static const auto* const name = new RE2(absl::StrCat("(", AnyOf(ListedNames()), ")"));
  std::vector<ClaimSubject> subjects;
  re2::StringPiece rest(names.data(), names.size());
  std::string found;
  while (RE2::FindAndConsume(&rest, *name, &found)) subjects.push_back(SubjectNamed(ListedNames(), found));
  return subjects;
}

size_t SignsIn(absl::string_view signs) {
  static const auto* const sign = new RE2(absl::StrCat("(", kSign, ")"));
  re2::StringPiece rest(signs.data(), signs.size());
  size_t count = 0;
  while (RE2::FindAndConsume(&rest, *sign)) ++count;
  return count;
}

}  // namespace

std::vector<ClaimList> FindClaimLists(absl::string_view words) {
  std::vector<ClaimList> lists;
  if (!absl::StrContains(words, "分别") && !absl::StrContains(words, "依次")) return lists;
  static const auto* const list = [] {
    const std::string item = absl::StrCat(AnyOf(ListedNames()), kAfterName);
    return new RE2(absl::StrCat("((", item, "(?:", kSeparator, item,
                                ")+)(?:，|,)?(?:分别|依次)(?:为|是|有|占|达|作出|:)*(", kSign, "(?:", kSeparator, kSign,
                                ")*))"));
  }();
  re2::StringPiece rest(words.data(), words.size());
  re2::StringPiece whole, names, signs;
  while (RE2::FindAndConsume(&rest, *list, &whole, &names, &signs)) {
    ClaimList found;
    found.begin = static_cast<size_t>(whole.data() - words.data());
    found.end = found.begin + whole.size();
    std::vector<ClaimSubject> subjects = SubjectsIn({names.data(), names.size()});
    if (subjects.size() == SignsIn({signs.data(), signs.size()})) found.subjects = std::move(subjects);
    lists.push_back(std::move(found));
  }
  return lists;
}

}  // namespace nianbao::document::domain
