#include "services/submission/domain/frozen_roster.h"

#include <utility>

namespace nianbao::submission {
namespace {

std::vector<organ::v1::Organ> OrgansOf(const std::vector<organ::v1::ExpectedReporter>& lines) {
  std::vector<organ::v1::Organ> organs;
  for (const organ::v1::ExpectedReporter& line : lines) {
    if (!line.removed()) organs.push_back(line.organ());
  }
  return organs;
}

}  // namespace

FrozenRoster::FrozenRoster(std::vector<organ::v1::ExpectedReporter> lines, int64_t version)
    : version_(version), tree_(OrgansOf(lines), version) {
  for (organ::v1::ExpectedReporter& line : lines) {
    if (line.removed()) continue;
    std::string name = line.organ().name();
    lines_.insert_or_assign(std::move(name), std::move(line));
  }
}

const organ::v1::ExpectedReporter* FrozenRoster::Find(absl::string_view organ) const {
  const auto it = lines_.find(organ);
  return it == lines_.end() ? nullptr : &it->second;
}

}  // namespace nianbao::submission
