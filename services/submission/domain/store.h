// What the use cases need of a store: snapshots to decide on, and one way to change everything at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "nianbao/organ/v1/deadline.pb.h"
#include "nianbao/organ/v1/expected_reporter.pb.h"
#include "nianbao/organ/v1/grant.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/submission/v1/event.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "nianbao/submission/v1/year_lock.pb.h"
#include "services/submission/domain/frozen_roster.h"
#include "services/submission/domain/named_context.h"
#include "services/submission/domain/named_rulebook.h"
#include "services/submission/domain/roster.h"
#include "services/submission/domain/roster_history.h"

namespace nianbao::submission {

// One request, as idempotency sees it: unique for actor, method and request_id.
struct RequestKey {
  std::string actor;
  std::string method;
  std::string request_id;
  // SM3 of the whole request, hexadecimal.
  std::string content_digest;
};

// A filing at one moment.
struct FilingSnapshot {
  // With the reports of its revisions.
  v1::Filing filing;
  // Sequence of the last event of the change that touched it last; 0 when it does not exist.
  int64_t version = 0;
  // How many revisions it ever had.
  int32_t revision_count = 0;
};

// Narrows a list of filings.
struct FilingFilter {
  // Only this organ and those below it; empty for all.
  std::string node = "";
  // 0 for all.
  int32_t year = 0;
  // Only names after this one.
  std::string after_name = "";
  int limit = 0;
};

// Narrows a list of what waits for review, which goes by the time of submission, then by name.
struct SubmittedFilter {
  // Only this organ and those below it; empty for all.
  std::string node = "";
  // 0 for all.
  int32_t year = 0;
  // Only filings after the one of this name that was submitted at this time.
  absl::Time after_time = absl::InfinitePast();
  std::string after_name = "";
  int limit = 0;
};

// Versions of organs to put. `expected_version` is the version of the roster on which that was decided.
struct RosterWrite {
  // Parents before children. Of the versions of one organ the last is the one that stands now.
  std::vector<organ::v1::Organ> organs;
  int64_t expected_version = 0;
};

// Lines of the frozen list of a year. `expected_version` is the version of the list on which that was decided; 0: there
// is none yet. `expected_roster` is that of the roster, if the lines were taken from it; `expected_locks` that of the
// locks of the year.
struct FrozenRosterWrite {
  int32_t year = 0;
  std::vector<organ::v1::ExpectedReporter> lines;
  int64_t expected_version = 0;
  std::optional<int64_t> expected_roster = std::nullopt;
  std::optional<int64_t> expected_locks = std::nullopt;
};

// The bytes of a document and their name.
struct KeptDocument {
  std::string content;
  // SM3 of the content, hexadecimal.
  std::string digest;
};

// A filing as it shall stand. `expected_version` is the version on which that was decided; 0: it must not exist.
struct FilingWrite {
  v1::Filing filing;
  int32_t revision_count = 0;
  int64_t expected_version = 0;
  // The revisions that are new or changed, with their reports.
  std::vector<v1::Revision> revisions;
  // On which their verdicts were given.
  std::vector<NamedContext> contexts;
  // The version of the locks of the filing's year on which that was decided; nullopt when locks do not matter.
  std::optional<int64_t> expected_locks;
  // Documents attached with the change; those that are kept already are left as they are.
  std::vector<KeptDocument> documents;
  // Of the text that others are compared with from now on (text_bands.h); nullopt when that is the same as before.
  std::optional<std::vector<int64_t>> text_bands;
};

// The locks and seals of a year.
struct YearLocks {
  // By node.
  std::vector<v1::YearLock> locks;
  // Sequence of the last event of the change that touched one last, 0 when none ever did.
  int64_t version = 0;
};

// A lock to put in the place of what stands at its node; of KIND_UNSPECIFIED: to lift that. `expected_version` is the
// version of the locks of its year on which that was decided. `expected_reports` is the ReportsVersion on which it was
// decided, if it counts on that.
struct YearLockWrite {
  v1::YearLock lock;
  int64_t expected_version = 0;
  std::optional<int64_t> expected_reports = std::nullopt;
};

// Narrows a list of grants, which goes by subject, node and role.
struct GrantFilter {
  // "" for all.
  std::string subject = "";
  // Only grants given for exactly these nodes; all when there are none.
  std::vector<std::string> nodes = {};
  // Only grants after this one.
  organ::v1::Grant after = {};
  int limit = 1000;
};

// A grant that the last event of the change gives; revoked: one that it takes away.
struct GrantWrite {
  organ::v1::Grant grant;
  bool revoked = false;
};

// A rulebook to put in force. `expected_digest` is that of the rulebook in force on which that was decided; "": there
// is none yet.
struct RulebookWrite {
  NamedRulebook rulebook;
  std::string expected_digest;
};

// How often the rules find something in the filings of a year. Of each filing the open revision counts, or else the
// effective one.
struct RuleFindings {
  struct Count {
    std::string rule;
    // Filings with a finding of it.
    int32_t filings = 0;
  };
  // The most frequent first, then by name.
  std::vector<Count> rules;
  // Filings with a verdict.
  int32_t filings = 0;
};

// Looks for filings of a year whose text (text_bands.h) shares a band with these.
struct TextQuery {
  int32_t year = 0;
  std::vector<int64_t> bands;
  // Filings of this organ are left out.
  std::string except_organ;
  int limit = 0;
};

// Everything one request changes.
struct Changeset {
  RequestKey request;
  std::optional<RosterWrite> roster;
  std::optional<RulebookWrite> rulebook;
  std::optional<FrozenRosterWrite> frozen_roster;
  // In the place of that of the same node, year and scope; with an empty day that one goes.
  std::optional<organ::v1::Deadline> deadline;
  // In the place of that of the same year.
  std::optional<organ::v1::WorkingCalendar> calendar;
  std::optional<YearLockWrite> year_lock;
  std::optional<GrantWrite> grant;
  // Each of another filing.
  std::vector<FilingWrite> filings;
  // In order, without their sequence.
  std::vector<v1::Event> events;
  // Makes the serialised response from the end of the log after the change. Must not call the store.
  std::function<std::string(const v1::EventToken&)> reply;
};

// Reads. Each call sees one committed state. All errors are the store's own (UNAVAILABLE STORE_UNAVAILABLE,
// DATA_LOSS STORE_CORRUPT), except where a method says more.
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  // The response of the same request committed before, serialised; nullopt when there is none.
  // INVALID_ARGUMENT REQUEST_ID_REUSED when it had other content.
  virtual absl::StatusOr<std::optional<std::string>> FindReply(const RequestKey& key) const = 0;
  // The roster of today.
  virtual absl::StatusOr<std::shared_ptr<const Roster>> ReadRoster() const = 0;
  // Every organ through time.
  virtual absl::StatusOr<std::shared_ptr<const RosterHistory>> ReadRosterHistory() const = 0;
  // The list of those who must report for a year; nullptr when it is not frozen.
  virtual absl::StatusOr<std::shared_ptr<const FrozenRoster>> ReadFrozenRoster(int32_t year) const = 0;
  // The deadlines that are set for a year, by node and scope.
  virtual absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlines(int32_t year) const = 0;
  // At most `limit` of those of its year after the one of this node and scope; of no node: from the first.
  virtual absl::StatusOr<std::vector<organ::v1::Deadline>> ListDeadlinesAfter(const organ::v1::Deadline& deadline,
                                                                              int limit) const = 0;
  // The working days of a year as they were imported; nullopt when they were not.
  virtual absl::StatusOr<std::optional<organ::v1::WorkingCalendar>> FindCalendar(int32_t year) const = 0;
  virtual absl::StatusOr<std::optional<FilingSnapshot>> FindFiling(absl::string_view name) const = 0;
  // With their reports, oldest first; empty when there is no such filing.
  virtual absl::StatusOr<std::vector<v1::Revision>> ListRevisions(absl::string_view filing) const = 0;
  // At most `limit` of those after this number.
  virtual absl::StatusOr<std::vector<v1::Revision>> ListRevisionsAfter(absl::string_view filing, int32_t number,
                                                                       int limit) const = 0;
  // By name, without reports.
  virtual absl::StatusOr<std::vector<v1::Filing>> ListFilings(const FilingFilter& filter) const = 0;
  // Filings with a submitted revision, oldest submission first, without reports.
  virtual absl::StatusOr<std::vector<v1::Filing>> ListSubmitted(const SubmittedFilter& filter) const = 0;
  // The rulebook in force; nullptr before the first.
  virtual absl::StatusOr<std::shared_ptr<const NamedRulebook>> ActiveRulebook() const = 0;
  // A rulebook that is or was in force; nullptr when there is none with this digest.
  virtual absl::StatusOr<std::shared_ptr<const NamedRulebook>> FindRulebook(absl::string_view digest) const = 0;
  // On which a verdict was given; nullopt when there is none with this digest.
  virtual absl::StatusOr<std::optional<validation::v1::Context>> FindContext(absl::string_view digest) const = 0;
  // The bytes of a document; nullopt when there is none with this digest.
  virtual absl::StatusOr<std::optional<std::string>> FindDocument(absl::string_view digest) const = 0;
  virtual absl::StatusOr<YearLocks> ListYearLocks(int32_t year) const = 0;
  // At most `limit` of those after the one of this node, by node; nullopt: from the first.
  virtual absl::StatusOr<std::vector<v1::YearLock>> ListYearLocksAfter(int32_t year,
                                                                       const std::optional<std::string>& node,
                                                                       int limit) const = 0;
  virtual absl::StatusOr<std::vector<organ::v1::KeptGrant>> ListGrants(const GrantFilter& filter) const = 0;
  // Another one after each change of what is due for a year from a node and what is there of it: filings of the organs
  // that stand there today, list, roster.
  virtual absl::StatusOr<int64_t> ReportsVersion(int32_t year, absl::string_view node) const = 0;
  virtual absl::StatusOr<RuleFindings> CountRuleFindings(int32_t year) const = 0;
  // Names of filings with text in common, those with the most bands first, then by name.
  virtual absl::StatusOr<std::vector<std::string>> FindLookAlikes(const TextQuery& query) const = 0;
};

class Store : public StoreReader {
 public:
  // Carries out a change in one transaction, and returns its reply.
  //
  // In this order: a request committed before gets its first reply, or INVALID_ARGUMENT REQUEST_ID_REUSED for other
  // content; a precondition that fails gets ALREADY_EXISTS FILING_EXISTS or GRANT_EXISTS, NOT_FOUND GRANT_UNKNOWN,
  // ABORTED ETAG_MISMATCH, ROSTER_CHANGED, RULEBOOK_CHANGED or LOCKS_CHANGED; then roster, rulebook, lists, deadlines,
  // lock, grant, filings, events (numbered densely, chained, none timed before the one before it), and the request with
  // its reply are written. What could not be read again is INTERNAL STORE_FAILED. After an error nothing is written;
  // only after UNAVAILABLE that is not certain, and the request can be repeated.
  virtual absl::StatusOr<std::string> Commit(const Changeset& changes) = 0;
};

}  // namespace nianbao::submission
