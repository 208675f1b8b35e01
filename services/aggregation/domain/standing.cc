#include "services/aggregation/domain/standing.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::aggregation {
namespace {

constexpr absl::string_view kLogs = "logs/";

std::string NameOf(int organ, const Facts& facts) { return organ == kNoOrgan ? "" : facts.organs().name(organ); }

bool IsOnlyRoot(int source, const Facts& facts) {
  for (int other = 0; other < facts.source_count(); ++other) {
    if ((facts.MountOfSource(other) == kNoOrgan) != (other == source)) return false;
  }
  return true;
}

}  // namespace

std::vector<organ::v1::Grant> GrantsOf(const Facts& facts, absl::string_view subject) {
  std::vector<organ::v1::Grant> grants;
  for (const GivenRole& given : facts.grants().Of(subject)) {
    std::string node = given.node;
    if (node.empty()) {
      if (!IsOnlyRoot(given.source, facts)) node = absl::StrCat(kLogs, given.source);
    } else if (const int organ = facts.organs().Find(node);
               organ == kNoOrgan || facts.SourceOf(organ) != given.source) {
      continue;
    }
    organ::v1::Grant& grant = grants.emplace_back();
    grant.set_subject(std::string(subject));
    grant.set_role(given.role);
    grant.set_node(std::move(node));
  }
  return grants;
}

std::optional<std::string> OrganAbove(const Facts& facts, absl::string_view organ) {
  if (absl::ConsumePrefix(&organ, kLogs)) {
    int source = 0;
    if (!absl::SimpleAtoi(organ, &source) || source < 0 || source >= facts.source_count()) return std::nullopt;
    return NameOf(facts.MountOfSource(source), facts);
  }
  const int number = facts.organs().Find(organ);
  if (!facts.IsKnown(number)) return std::nullopt;
  const int parent = facts.organ(number).versions.At(kLatest)->parent;
  return parent == kNoOrgan ? absl::StrCat(kLogs, facts.SourceOf(number)) : NameOf(parent, facts);
}

}  // namespace nianbao::aggregation
