#include "services/submission/domain/get_completeness.h"

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/scope_duty.h"
#include "services/submission/domain/without_reports.h"
#include "services/submission/domain/year_field.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;
using FilingsByName = absl::flat_hash_map<std::string, v1::Filing>;

absl::StatusOr<FilingsByName> ReadFilings(const StoreReader& store, const std::string& node, int32_t year) {
  ASSIGN_OR_RETURN(std::vector<v1::Filing> filings,
                   store.ListFilings({.node = node, .year = year, .limit = std::numeric_limits<int>::max()}));
  FilingsByName by_name;
  for (v1::Filing& filing : filings) {
    RemoveReportsAndFindings(filing);
    std::string name = filing.name();
    by_name.emplace(std::move(name), std::move(filing));
  }
  return by_name;
}

}  // namespace

absl::StatusOr<directory::v1::GetCompletenessResponse> GetCompleteness(
    const StoreReader& store, const directory::v1::GetCompletenessRequest& request) {
  RETURN_IF_ERROR(CheckYear(request.year()));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Roster> roster, RosterWith(store, request.node()));
  ASSIGN_OR_RETURN(const FilingsByName filings, ReadFilings(store, request.node(), request.year()));
  directory::v1::GetCompletenessResponse response;
  for (const Organ* const organ : roster->Subtree(request.node())) {
    for (const form::v1::Scope scope : {form::v1::SCOPE_OWN, form::v1::SCOPE_ROLL_UP}) {
      if (!Owes(*organ, scope)) continue;
      directory::v1::FilingStatus& expected = *response.add_statuses();
      *expected.mutable_organ() = *organ;
      expected.set_scope(scope);
      const auto filing = filings.find(FilingName({organ->name(), request.year(), scope}));
      if (filing != filings.end()) *expected.mutable_filing() = filing->second;
    }
  }
  return response;
}

}  // namespace nianbao::submission
