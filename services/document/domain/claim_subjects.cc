#include "services/document/domain/claim_subjects.h"

#include <re2/re2.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/label.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kOutcomes = "requests.outcomes.";
constexpr absl::string_view kTotal = "requests.outcomes.total.";

// A title of the form as running text has it: without its number, quotes and remark in brackets.
std::string NameOf(const std::string& title) {
  std::string name = ParseLabel(title).body;
  name = name.substr(0, name.find('('));
  return absl::StrReplaceAll(name, {{"\"", ""}, {",", "，"}});
}

std::vector<SubjectName> MakeOutcomeNames() {
  std::vector<SubjectName> names;
  const auto* subjects = form::v1::NarrativeClaim::Subject_descriptor();
  for (int i = 0; i < subjects->value_count(); ++i) {
    const auto subject = static_cast<ClaimSubject>(subjects->value(i)->number());
    const std::vector<std::string> codes = ClaimedCellsOf(subject);
    if (codes.empty() || !absl::StartsWith(codes[0], kOutcomes) || absl::StartsWith(codes[0], kTotal)) continue;
    const form::Cell& cell = *form::Catalogue::Get().Find(codes[0]);
    const form::Title& title = cell.rows[cell.rows.size() - (codes.size() > 1 ? 2 : 1)];
    names.push_back({NameOf(title.text), subject});
    for (const std::string& also : title.also) names.push_back({NameOf(also), subject});
  }
  names.erase(std::remove_if(names.begin(), names.end(), [](const SubjectName& n) { return n.name == "其他"; }),
              names.end());
  return names;
}

}  // namespace

const std::vector<SubjectName>& OutcomeNames() {
  static const auto* const names = new std::vector<SubjectName>(MakeOutcomeNames());
  return *names;
}

std::vector<std::string> ClaimedCellsOf(ClaimSubject subject) {
  const auto* value = form::v1::NarrativeClaim::Subject_descriptor()->FindValueByNumber(subject);
  const auto& codes = value->options().GetExtension(form::v1::claimed).codes();
  return {codes.begin(), codes.end()};
}

std::string AnyOf(const std::vector<SubjectName>& names) {
  std::vector<std::string> sorted;
  for (const SubjectName& name : names) sorted.push_back(name.name);
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string any;
  for (const std::string& name : sorted) absl::StrAppend(&any, any.empty() ? "" : "|", RE2::QuoteMeta(name));
  return absl::StrCat("(?:", any, ")");
}

ClaimSubject SubjectNamed(const std::vector<SubjectName>& names, absl::string_view name) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const SubjectName& known) { return known.name == name; });
  return found == names.end() ? form::v1::NarrativeClaim::SUBJECT_UNSPECIFIED : found->subject;
}

}  // namespace nianbao::document::domain
