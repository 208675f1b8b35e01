#include "services/submission/domain/validation_context.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/form/cell_vector.h"
#include "libs/status/try.h"
#include "services/submission/domain/companions.h"
#include "services/submission/domain/day.h"
#include "services/submission/domain/due_date_read.h"
#include "services/submission/domain/organ_read.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/domain/scope_duty.h"
#include "services/submission/domain/text_bands.h"
#include "services/submission/domain/year_roster.h"

namespace nianbao::submission {
namespace {

using organ::v1::Organ;
using validation::v1::Context;

// The accepted report; nullopt while there is none.
absl::StatusOr<std::optional<form::v1::AnnualReport>> AcceptedReport(const StoreReader& store, const FilingKey& key) {
  ASSIGN_OR_RETURN(std::optional<FilingSnapshot> snapshot, store.FindFiling(FilingName(key)));
  if (!snapshot.has_value() || !snapshot->filing.has_effective_revision()) return std::nullopt;
  return std::move(*snapshot->filing.mutable_effective_revision()->mutable_report());
}

absl::StatusOr<bool> FiledBefore(const StoreReader& store, FilingKey key) {
  for (--key.year; key.year >= kYearMin; --key.year) {
    ASSIGN_OR_RETURN(const std::optional<form::v1::AnnualReport> accepted, AcceptedReport(store, key));
    if (accepted.has_value()) return true;
  }
  return false;
}

// The report of the year before: as it is about to stand, or else as it stands.
absl::StatusOr<std::optional<form::v1::AnnualReport>> PriorReport(const StoreReader& store, const FilingKey& before,
                                                                  const PriorChange* change) {
  if (change == nullptr || change->organ != before.organ) return AcceptedReport(store, before);
  if (change->report == nullptr) return std::nullopt;
  return *change->report;
}

// The reports of the year before: the organ's own, and those of the organs whose work it took over in the year.
absl::Status AddPriors(const StoreReader& store, const RosterHistory& history, const v1::Filing& filing,
                       const PriorChange* change, Context& context) {
  std::vector<std::string> organs = history.PredecessorsIn(filing.organ(), filing.year());
  organs.insert(organs.begin(), filing.organ());
  bool filed_before = false;
  for (const std::string& organ : organs) {
    const FilingKey before = {organ, filing.year() - 1, filing.scope()};
    ASSIGN_OR_RETURN(std::optional<form::v1::AnnualReport> prior, PriorReport(store, before, change));
    if (prior.has_value()) {
      *context.add_prior() = *std::move(prior);
      continue;
    }
    ASSIGN_OR_RETURN(const bool organ_filed_before, FiledBefore(store, before));
    filed_before = filed_before || organ_filed_before;
  }
  context.set_prior_expected(filed_before && context.prior().empty());
  return absl::OkStatus();
}

absl::Status AddPart(const StoreReader& store, const Organ& organ, int32_t year, form::v1::Scope scope,
                     Context& context) {
  validation::v1::Part& part = *context.add_parts();
  part.set_organ(organ.name());
  part.set_title(organ.title());
  ASSIGN_OR_RETURN(const std::optional<form::v1::AnnualReport> report,
                   AcceptedReport(store, {organ.name(), year, scope}));
  if (!report.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const form::CellVector cells, form::VectorOf(*report));
  *part.mutable_cells() = form::ToProto(cells);
  return absl::OkStatus();
}

// Organs that owe no report at all are no parts.
absl::Status AddParts(const StoreReader& store, const Roster& roster, const Organ& organ, int32_t year,
                      Context& context) {
  using form::v1::SCOPE_OWN;
  using form::v1::SCOPE_ROLL_UP;
  if (Owes(organ, SCOPE_OWN)) RETURN_IF_ERROR(AddPart(store, organ, year, SCOPE_OWN, context));
  for (const Organ* const child : roster.Children(organ.name())) {
    if (Owes(*child, SCOPE_ROLL_UP)) {
      RETURN_IF_ERROR(AddPart(store, *child, year, SCOPE_ROLL_UP, context));
    } else if (Owes(*child, SCOPE_OWN)) {
      RETURN_IF_ERROR(AddPart(store, *child, year, SCOPE_OWN, context));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<KnownAround> ContextOf(const StoreReader& store, absl::Time now, const v1::Filing& filing,
                                      const form::v1::AnnualReport& report, const PriorChange* prior_change,
                                      const TextsTogether* together) {
  ASSIGN_OR_RETURN(const Organ organ, OrganOfYear(store, filing.organ(), filing.year()));
  ASSIGN_OR_RETURN(const std::shared_ptr<const RosterHistory> history, store.ReadRosterHistory());
  ASSIGN_OR_RETURN(const YearRoster reporters, ReadYearRoster(store, filing.year(), LastDayOf(filing.year())));
  const Roster& tree = reporters.tree();
  KnownAround known = {.context = {}, .text_bands = TextBandsOf(report.narrative())};
  Context& context = known.context;
  *context.mutable_organ() = organ;
  context.set_filing_date(DayInShanghai(now));
  ASSIGN_OR_RETURN(std::string due_date, DueDateOf(store, filing, organ));
  context.set_due_date(std::move(due_date));
  RETURN_IF_ERROR(AddPriors(store, *history, filing, prior_change, context));
  if (!context.prior().empty()) AddOwnCompanion(organ, context.prior(0), context);
  RETURN_IF_ERROR(AddLookAlikes(store, *history->On(LastDayOf(filing.year())), organ, report.year(), known.text_bands,
                                together, context));
  if (filing.scope() == form::v1::SCOPE_ROLL_UP) {
    RETURN_IF_ERROR(AddParts(store, tree, organ, filing.year(), context));
  }
  return known;
}

}  // namespace nianbao::submission
