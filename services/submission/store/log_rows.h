// The log as rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/submission/v1/event.pb.h"
#include "services/submission/store/connection.h"

namespace nianbao::submission {

// All throw StoreError.

bool HasLog(Connection& connection);
void CreateLog(Connection& connection, const std::string& log_id);

v1::EventToken SelectHead(Connection& connection);
// As EventLog::ReadEvents.
std::vector<v1::EventRecord> SelectEvents(Connection& connection, int64_t after, int limit);
// nullopt when there is no record with this sequence.
std::optional<std::string> SelectDigest(Connection& connection, int64_t sequence);

// An event as it is kept.
struct KeptEvent {
  int64_t sequence = 0;
  std::string bytes;
  std::string digest;
};
void InsertEvent(Connection& connection, const KeptEvent& event);
// Gives the log another id, and the digest that its last event has under it.
void RenameLog(Connection& connection, const std::string& log_id, const std::string& digest);

// The end of the log in a transaction that writes.
class LogTail {
 public:
  explicit LogTail(Connection& connection);

  const v1::EventToken& head() const { return head_; }
  // Numbers the events densely from the head on, moves a time before that of the event before up to it, chains and
  // writes them.
  void Append(const std::vector<v1::Event>& events);
  // Writes the head down: the last thing before the commit.
  void Close();

 private:
  Connection& connection_;
  v1::EventToken head_;
  google::protobuf::Timestamp last_time_;
};

}  // namespace nianbao::submission
