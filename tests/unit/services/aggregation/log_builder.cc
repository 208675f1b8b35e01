#include "tests/unit/services/aggregation/log_builder.h"

#include "libs/digest/sm3.h"
#include "libs/form/catalogue.h"
#include "libs/form/cell_vector.h"

namespace nianbao::testing {

form::v1::CellVector VectorProto(const Figures& figures) {
  form::CellVector vector;
  for (const auto& [code, value] : figures) vector.SetNumber(form::Catalogue::Get().Find(code)->index, value);
  return form::ToProto(vector);
}

LogBuilder::LogBuilder(const std::string& log_id) {
  token_.set_log_id(log_id);
  token_.set_digest(digest::Sm3({"nianbao/log/", log_id}));
}

namespace {

organ::v1::Organ OrganOf(const LogBuilder::Version& version) {
  organ::v1::Organ organ;
  organ.set_name("organs/" + version.id);
  organ.set_title(version.id);
  organ.set_scope_duty(version.duty);
  if (!version.parent.empty()) organ.set_parent("organs/" + version.parent);
  organ.set_from_day(version.from_day);
  organ.set_line(version.line);
  organ.set_absent(version.absent);
  for (const std::string& successor : version.successors) organ.add_successors("organs/" + successor);
  return organ;
}

}  // namespace

LogBuilder& LogBuilder::Put(const Version& version) {
  submission::v1::Event event;
  *event.mutable_organ() = OrganOf(version);
  return Add(event);
}

LogBuilder& LogBuilder::List(int year, const Version& version, bool closed, bool removed) {
  submission::v1::Event event;
  event.mutable_reporter()->set_year(year);
  *event.mutable_reporter()->mutable_organ() = OrganOf(version);
  event.mutable_reporter()->set_closed(closed);
  event.mutable_reporter()->set_removed(removed);
  return Add(event);
}

LogBuilder& LogBuilder::More() {
  more_ = true;
  return *this;
}

LogBuilder& LogBuilder::Organ(const std::string& id, const std::string& parent, organ::v1::ScopeDuty duty,
                              const std::string& title) {
  submission::v1::Event event;
  organ::v1::Organ& organ = *event.mutable_organ();
  organ.set_name("organs/" + id);
  organ.set_title(title.empty() ? id : title);
  organ.set_scope_duty(duty);
  if (!parent.empty()) organ.set_parent("organs/" + parent);
  return Add(event);
}

LogBuilder& LogBuilder::Filing(const std::string& id, int year, int revision, submission::v1::Revision::State to) {
  submission::v1::Event event;
  submission::v1::FilingChange& change = *event.mutable_filing();
  change.set_filing("organs/" + id + "/filings/" + std::to_string(year) + "-own");
  change.set_organ("organs/" + id);
  change.set_year(year);
  change.set_scope(form::v1::SCOPE_OWN);
  change.set_revision(revision);
  change.set_to(to);
  return Add(event);
}

LogBuilder& LogBuilder::Accept(const std::string& id, int year, int revision, const Figures& figures,
                               form::v1::Scope scope) {
  submission::v1::Event event;
  submission::v1::FilingChange& change = *event.mutable_filing();
  change.set_filing("organs/" + id + "/filings/" + std::to_string(year) +
                    (scope == form::v1::SCOPE_OWN ? "-own" : "-rollup"));
  change.set_organ("organs/" + id);
  change.set_year(year);
  change.set_scope(scope);
  change.set_revision(revision);
  change.set_from(submission::v1::Revision::STATE_SUBMITTED);
  change.set_to(submission::v1::Revision::STATE_ACCEPTED);
  *change.mutable_cells() = VectorProto(figures);
  return Add(event);
}

LogBuilder& LogBuilder::Lock(const std::string& id, int year, submission::v1::YearLock::Kind kind) {
  submission::v1::Event event;
  submission::v1::YearLockChange& change = *event.mutable_year_lock();
  change.set_year(year);
  change.set_node("organs/" + id);
  change.set_to(kind);
  return Add(event);
}

LogBuilder& LogBuilder::Seal(const std::string& id, int year) {
  return Lock(id, year, submission::v1::YearLock::KIND_SEALED);
}

LogBuilder& LogBuilder::Unseal(const std::string& id, int year) {
  return Lock(id, year, submission::v1::YearLock::KIND_UNSPECIFIED);
}

LogBuilder& LogBuilder::Add(submission::v1::Event event) {
  event.set_sequence(token_.sequence() + 1);
  event.set_more(more_);
  more_ = false;
  token_.set_sequence(event.sequence());
  token_.set_digest(digest::Sm3({token_.digest(), digest::CanonicalBytes(event)}));
  submission::v1::EventRecord record;
  *record.mutable_event() = event;
  record.set_digest(token_.digest());
  records_.push_back(record);
  return *this;
}

submission::v1::WatchEventsResponse LogBuilder::After(int64_t sequence) const {
  submission::v1::WatchEventsResponse batch;
  for (size_t i = static_cast<size_t>(sequence); i < records_.size(); ++i) *batch.add_records() = records_[i];
  *batch.mutable_token() = token_;
  return batch;
}

}  // namespace nianbao::testing
