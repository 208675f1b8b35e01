#include "services/submission/store/tables.h"

namespace nianbao::submission {
namespace {

using Role = Column::Role;
using Type = Column::Type;

Column Number(std::string name, Role role = Role::kPlain) { return {std::move(name), Type::kNumber, role}; }
Column Text(std::string name, Role role = Role::kPlain) { return {std::move(name), Type::kText, role}; }
Column Bytes(std::string name) { return {std::move(name), Type::kBytes, Role::kPlain}; }

}  // namespace

const std::vector<Table>& Tables() {
  static const auto* const tables = new std::vector<Table>{
      {"log_head",
       {Number("singleton", Role::kKey), Text("log_id"), Number("sequence"), Bytes("digest"),
        Number("roster_version")}},
      {"events", {Number("sequence", Role::kKey), Bytes("event"), Bytes("digest")}},
      {"organs", {Text("name", Role::kKey), Text("parent", Role::kSibling), Bytes("organ")}},
      {"organ_versions", {Text("name", Role::kKey), Text("from_day", Role::kKey), Bytes("organ")}},
      {"filings",
       {Text("name", Role::kKey), Text("organ"), Number("year"), Number("scope"), Number("version"),
        Number("revision_count"), Number("effective_revision"), Number("open_revision"), Bytes("deadline")}},
      {"revisions",
       {Text("filing", Role::kKey), Number("number", Role::kKey), Number("state"), Number("submit_micros"),
        Bytes("summary"), Bytes("report")}},
      {"documents", {Text("digest", Role::kKey), Bytes("content")}},
      {"contexts", {Text("digest", Role::kKey), Bytes("context")}},
      {"rulebooks", {Text("digest", Role::kKey), Text("version"), Bytes("rulebook")}},
      {"active_rulebook", {Number("singleton", Role::kKey), Text("digest")}},
      {"judged_filings", {Text("filing", Role::kKey), Number("year")}},
      {"rule_findings", {Text("filing", Role::kKey), Text("rule", Role::kKey)}},
      {"text_bands", {Number("year", Role::kKey), Number("band", Role::kKey), Text("filing", Role::kKey)}},
      {"reporters", {Number("year", Role::kKey), Text("organ", Role::kKey), Number("version"), Bytes("reporter")}},
      {"deadlines",
       {Number("year", Role::kKey), Text("node", Role::kKey), Number("scope", Role::kKey), Bytes("deadline")}},
      {"calendars", {Number("year", Role::kKey), Bytes("calendar")}},
      {"year_locks", {Number("year", Role::kKey), Text("node", Role::kKey), Number("version"), Bytes("year_lock")}},
      {"grants",
       {Text("subject", Role::kKey), Text("node", Role::kKey), Number("role", Role::kKey), Number("sequence")}},
      {"requests",
       {Text("actor", Role::kKey), Text("method", Role::kKey), Text("request_id", Role::kKey), Text("content_digest"),
        Bytes("reply")}},
  };
  return *tables;
}

}  // namespace nianbao::submission
