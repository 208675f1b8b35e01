#include "services/submission/store/log_rows.h"

#include <tuple>

#include "libs/event_chain/event_chain.h"
#include "services/submission/domain/event_log.h"
#include "services/submission/store/kept_bytes.h"
#include "services/submission/store/query.h"
#include "services/submission/store/store_error.h"

namespace nianbao::submission {
namespace {

using google::protobuf::Timestamp;

bool IsBefore(const Timestamp& a, const Timestamp& b) {
  return std::make_tuple(a.seconds(), a.nanos()) < std::make_tuple(b.seconds(), b.nanos());
}

// The time of the record with this sequence; the earliest of all when there is none.
Timestamp TimeAt(Connection& connection, int64_t sequence) {
  Query query(connection, "SELECT event FROM events WHERE sequence = ?1");
  return query.Number(1, sequence).Step() ? query.MessageAt<v1::Event>(0).time() : Timestamp();
}

}  // namespace

bool HasLog(Connection& connection) { return Query(connection, "SELECT 1 FROM log_head").Step(); }

void CreateLog(Connection& connection, const std::string& log_id) {
  Query(connection,
        "INSERT INTO log_head (singleton, log_id, sequence, digest, roster_version) VALUES (1, ?1, 0, ?2, 0)")
      .Text(1, log_id)
      .Bytes(2, ChainStart(log_id))
      .Run();
}

v1::EventToken SelectHead(Connection& connection) {
  Query query(connection, "SELECT log_id, sequence, digest FROM log_head");
  query.Step();
  v1::EventToken head;
  head.set_log_id(query.BytesAt(0));
  head.set_sequence(query.NumberAt(1));
  head.set_digest(query.BytesAt(2));
  return head;
}

std::vector<v1::EventRecord> SelectEvents(Connection& connection, int64_t after, int limit) {
  Query query(connection, "SELECT event, digest FROM events WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
  query.Number(1, after).Number(2, limit);
  std::vector<v1::EventRecord> records;
  size_t bytes = 0;
  while (bytes < kReadBytesMax && query.Step()) {
    v1::EventRecord& record = records.emplace_back();
    const std::string event = query.BytesAt(0);
    if (!record.mutable_event()->ParseFromString(event)) throw StoreError{CorruptRow(record.event().GetTypeName())};
    record.set_digest(query.BytesAt(1));
    bytes += event.size() + record.digest().size();
  }
  return records;
}

std::optional<std::string> SelectDigest(Connection& connection, int64_t sequence) {
  if (sequence == 0) return ChainStart(SelectHead(connection).log_id());
  Query query(connection, "SELECT digest FROM events WHERE sequence = ?1");
  if (!query.Number(1, sequence).Step()) return std::nullopt;
  return query.BytesAt(0);
}

void InsertEvent(Connection& connection, const KeptEvent& event) {
  Query(connection, "INSERT INTO events (sequence, event, digest) VALUES (?1, ?2, ?3)")
      .Number(1, event.sequence)
      .Bytes(2, event.bytes)
      .Bytes(3, event.digest)
      .Run();
}

void RenameLog(Connection& connection, const std::string& log_id, const std::string& digest) {
  Query(connection, "UPDATE log_head SET log_id = ?1, digest = ?2").Text(1, log_id).Bytes(2, digest).Run();
}

LogTail::LogTail(Connection& connection)
    : connection_(connection), head_(SelectHead(connection)), last_time_(TimeAt(connection, head_.sequence())) {}

void LogTail::Append(const std::vector<v1::Event>& events) {
  for (size_t i = 0; i < events.size(); ++i) {
    v1::Event event = events[i];
    event.set_more(i + 1 < events.size());
    if (IsBefore(event.time(), last_time_)) *event.mutable_time() = last_time_;
    last_time_ = event.time();
    head_.set_sequence(head_.sequence() + 1);
    event.set_sequence(head_.sequence());
    const std::string bytes = KeptBytes(event);
    head_.set_digest(ChainNext(head_.digest(), bytes));
    InsertEvent(connection_, {head_.sequence(), bytes, head_.digest()});
  }
}

void LogTail::Close() {
  Query(connection_, "UPDATE log_head SET sequence = ?1, digest = ?2")
      .Number(1, head_.sequence())
      .Bytes(2, head_.digest())
      .Run();
}

}  // namespace nianbao::submission
