#include "services/submission/store/filing_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/store/context_rows.h"
#include "services/submission/store/document_rows.h"
#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"
#include "services/submission/store/rule_finding_rows.h"
#include "services/submission/store/text_band_rows.h"

namespace nianbao::submission {
namespace {

// A filing with the summaries of its two revisions, as FilingOf reads it.
constexpr char kSelectFiling[] =
    "SELECT f.name, f.organ, f.year, f.scope, f.version, f.revision_count, effective.summary, opened.summary, "
    "f.deadline "
    "FROM filings f "
    "LEFT JOIN revisions effective ON effective.filing = f.name AND effective.number = f.effective_revision "
    "LEFT JOIN revisions opened ON opened.filing = f.name AND opened.number = f.open_revision ";

// Filings of the year ?1 (0 for all) and of a subtree ("" for all), whose top is then the parameter of this number.
std::string SelectOf(absl::string_view node, int parameter) {
  constexpr char kOfYear[] = "WHERE (?1 = 0 OR f.year = ?1) ";
  if (node.empty()) return absl::StrCat(kSelectFiling, kOfYear);
  return absl::StrCat("WITH RECURSIVE subtree (name) AS (SELECT name FROM organs WHERE name = ?", parameter,
                      " UNION SELECT o.name FROM organs o JOIN subtree s ON o.parent = s.name) ", kSelectFiling,
                      kOfYear, "AND f.organ IN (SELECT name FROM subtree) ");
}

v1::Filing FilingOf(const Query& row) {
  v1::Filing filing;
  filing.set_name(row.BytesAt(0));
  filing.set_organ(row.BytesAt(1));
  filing.set_year(static_cast<int32_t>(row.NumberAt(2)));
  filing.set_scope(static_cast<form::v1::Scope>(row.NumberAt(3)));
  filing.set_etag(EtagOf(row.NumberAt(4)));
  if (!row.IsNull(6)) *filing.mutable_effective_revision() = row.MessageAt<v1::Revision>(6);
  if (!row.IsNull(7)) *filing.mutable_open_revision() = row.MessageAt<v1::Revision>(7);
  if (!row.IsNull(8)) *filing.mutable_deadline() = row.MessageAt<v1::Deadline>(8);
  return filing;
}

std::vector<v1::Filing> FilingsOf(Query& query) {
  std::vector<v1::Filing> filings;
  while (query.Step()) filings.push_back(FilingOf(query));
  return filings;
}

std::vector<v1::Revision> RevisionsOf(Query& query) {
  std::vector<v1::Revision> revisions;
  while (query.Step()) {
    revisions.push_back(query.MessageAt<v1::Revision>(0));
    *revisions.back().mutable_report() = query.MessageAt<form::v1::AnnualReport>(1);
  }
  return revisions;
}

void ReadReport(Connection& connection, const std::string& filing, v1::Revision& revision) {
  Query query(connection, "SELECT report FROM revisions WHERE filing = ?1 AND number = ?2");
  query.Text(1, filing).Number(2, revision.number());
  if (query.Step()) *revision.mutable_report() = query.MessageAt<form::v1::AnnualReport>(0);
}

void PutRevision(Connection& connection, const std::string& filing, const v1::Revision& revision) {
  v1::Revision summary = revision;
  summary.clear_report();
  const int64_t submit_micros = absl::ToUnixMicros(FromTimestamp(revision.submit_time()));
  Query(connection,
        "INSERT INTO revisions (filing, number, state, submit_micros, summary, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (filing, number) DO UPDATE SET state = excluded.state, submit_micros = excluded.submit_micros, "
        "summary = excluded.summary, report = excluded.report")
      .Text(1, filing)
      .Number(2, revision.number())
      .Number(3, revision.state())
      .Number(4, submit_micros)
      .Bytes(5, KeptBytes(summary))
      .Bytes(6, KeptBytes(revision.report()))
      .Run();
}

}  // namespace

int64_t FilingVersion(Connection& connection, absl::string_view name) {
  Query query(connection, "SELECT version FROM filings WHERE name = ?1");
  return query.Text(1, name).Step() ? query.NumberAt(0) : 0;
}

std::optional<FilingSnapshot> SelectFiling(Connection& connection, absl::string_view name) {
  Query query(connection, absl::StrCat(kSelectFiling, "WHERE f.name = ?1"));
  if (!query.Text(1, name).Step()) return std::nullopt;
  FilingSnapshot snapshot;
  snapshot.filing = FilingOf(query);
  snapshot.version = query.NumberAt(4);
  snapshot.revision_count = static_cast<int32_t>(query.NumberAt(5));
  v1::Filing& filing = snapshot.filing;
  if (filing.has_effective_revision()) ReadReport(connection, filing.name(), *filing.mutable_effective_revision());
  if (filing.has_open_revision()) ReadReport(connection, filing.name(), *filing.mutable_open_revision());
  return snapshot;
}

std::vector<v1::Revision> SelectRevisions(Connection& connection, absl::string_view filing) {
  Query query(connection, "SELECT summary, report FROM revisions WHERE filing = ?1 ORDER BY number");
  query.Text(1, filing);
  return RevisionsOf(query);
}

std::vector<v1::Revision> SelectRevisionsAfter(Connection& connection, absl::string_view filing, int32_t number,
                                               int limit) {
  Query query(connection,
              "SELECT summary, report FROM revisions WHERE filing = ?1 AND number > ?2 ORDER BY number LIMIT ?3");
  query.Text(1, filing).Number(2, number).Number(3, limit);
  return RevisionsOf(query);
}

std::vector<v1::Filing> SelectFilings(Connection& connection, const FilingFilter& filter) {
  Query query(connection, absl::StrCat(SelectOf(filter.node, 4), "AND f.name > ?2 ORDER BY f.name LIMIT ?3"));
  query.Number(1, filter.year).Text(2, filter.after_name).Number(3, filter.limit);
  if (!filter.node.empty()) query.Text(4, filter.node);
  return FilingsOf(query);
}

std::vector<v1::Filing> SelectSubmitted(Connection& connection, const SubmittedFilter& filter) {
  Query query(connection, absl::StrCat(SelectOf(filter.node, 6),
                                       "AND opened.state = ?2 AND (opened.submit_micros, f.name) > (?4, ?5) "
                                       "ORDER BY opened.submit_micros, f.name LIMIT ?3"));
  query.Number(1, filter.year).Number(2, v1::Revision::STATE_SUBMITTED).Number(3, filter.limit);
  query.Number(4, absl::ToUnixMicros(filter.after_time)).Text(5, filter.after_name);
  if (!filter.node.empty()) query.Text(6, filter.node);
  return FilingsOf(query);
}

void PutFiling(Connection& connection, const FilingWrite& write, int64_t version) {
  const v1::Filing& filing = write.filing;
  Query put(
      connection,
      "INSERT INTO filings (name, organ, year, scope, version, revision_count, effective_revision, open_revision, "
      "deadline) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
      "ON CONFLICT (name) DO UPDATE SET version = excluded.version, revision_count = excluded.revision_count, "
      "effective_revision = excluded.effective_revision, open_revision = excluded.open_revision, "
      "deadline = excluded.deadline");
  put.Text(1, filing.name()).Text(2, filing.organ()).Number(3, filing.year()).Number(4, filing.scope());
  put.Number(5, version).Number(6, write.revision_count);
  if (filing.has_effective_revision()) put.Number(7, filing.effective_revision().number());
  if (filing.has_open_revision()) put.Number(8, filing.open_revision().number());
  if (filing.has_deadline()) put.Bytes(9, KeptBytes(filing.deadline()));
  put.Run();
  for (const v1::Revision& revision : write.revisions) PutRevision(connection, filing.name(), revision);
  for (const NamedContext& context : write.contexts) PutContext(connection, context);
  for (const KeptDocument& document : write.documents) PutDocument(connection, document);
  PutRuleFindings(connection, filing);
  if (write.text_bands.has_value()) PutTextBands(connection, filing, *write.text_bands);
}

}  // namespace nianbao::submission
