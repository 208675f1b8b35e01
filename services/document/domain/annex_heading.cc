#include "services/document/domain/annex_heading.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kAnnex = "附件";
constexpr absl::string_view kNoPart = "（以下内容不属于年度报告正文）";

}  // namespace

std::string AnnexHeading(int number) { return absl::StrCat(kAnnex, number, kNoPart); }

bool IsAnnexHeading(absl::string_view line) {
  // Most lines are told apart without their key.
  if (!absl::StartsWith(Trimmed(line), "附")) return false;
  static const auto* const kNoPartKey = new std::string(Key(kNoPart));
  const std::string key = Key(line);
  absl::string_view rest = key;
  if (!absl::ConsumePrefix(&rest, kAnnex)) return false;
  const size_t number = rest.size();
  while (!rest.empty() && absl::ascii_isdigit(rest.front())) rest.remove_prefix(1);
  return rest.size() < number && absl::StartsWith(rest, *kNoPartKey);
}

}  // namespace nianbao::document::domain
