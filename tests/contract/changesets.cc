#include "tests/contract/changesets.h"

#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {
v1::Event EventAbout(const std::string& filing) {
  v1::Event event;
  event.mutable_filing()->set_filing(filing);
  return event;
}

RequestKey Key(const std::string& id, const std::string& content) {
  return {.actor = "填报人", .method = "Method", .request_id = id, .content_digest = content};
}

Changeset Change(const std::string& id, int events) {
  Changeset changes;
  changes.request = Key(id);
  for (int i = 0; i < events; ++i) changes.events.push_back(EventAbout(kName));
  changes.reply = [](const v1::EventToken& token) { return "at " + std::to_string(token.sequence()); };
  return changes;
}

Changeset PutRoster(const std::string& id, const std::vector<organ::v1::Organ>& organs, int64_t expected_version) {
  Changeset changes = Change(id, static_cast<int>(organs.size()));
  changes.roster = RosterWrite{organs, expected_version};
  return changes;
}

v1::Revision Revision(int number, v1::Revision::State state, int received) {
  v1::Revision revision;
  revision.set_number(number);
  revision.set_state(state);
  *revision.mutable_report() = Report(2024, received);
  return revision;
}

Changeset PutOpen(const std::string& id, const v1::Revision& open, int64_t expected_version, const std::string& name) {
  Changeset changes = Change(id);
  FilingWrite write;
  write.filing.set_name(name);
  write.filing.set_organ(name.substr(0, name.find("/filings/")));
  write.filing.set_year(std::stoi(name.substr(name.find("/filings/") + 9, 4)));
  write.filing.set_scope(form::v1::SCOPE_OWN);
  *write.filing.mutable_open_revision() = open;
  write.revision_count = open.number();
  write.expected_version = expected_version;
  write.revisions = {open};
  changes.filings = {write};
  return changes;
}

}  // namespace nianbao::submission
