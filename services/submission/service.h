// The submission service: the roster, filings and their life, and the log of events. The only one with a database.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/rpc/fair_queue.h"
#include "libs/rpc/hosted_service.h"
#include "services/submission/store_upkeep.h"  // IWYU pragma: export

namespace nianbao::submission {

// How many changes are carried out at a time. Most of them wait, for the rules or for a commit, which takes along all
// that are ready.
inline constexpr int kChangesAtATime = 32;

struct SubmissionConfig {
  // The folder of the SQLite database; made when it is missing.
  std::string data_dir;
  // Instead of it the connection string of a PostgreSQL database, as libpq takes it.
  std::string database = "";
  // The validation service, whose verdict decides what may be submitted. It need not be there yet.
  rpc::ChannelSource validation;
  // A file that takes down the end of the log from time to time; "" for heads.jsonl in data_dir, or none without it.
  std::string head_file = "";
  // PEM file of the SM2 key that signs it; "": it is not signed.
  std::string head_key = "";
  absl::Duration head_every = absl::Minutes(10);
  // How long a verdict may take.
  absl::Duration validation_patience = absl::Seconds(5);
  // How many changes may wait for their turn, and what they may hold, attachments and all.
  rpc::FairQueue::Room changes_waiting = {.tasks = 1024, .bytes = 256 << 20};
};

// UNAVAILABLE STORE_UNAVAILABLE when the folder or the database cannot be opened, STORE_IN_USE when another program
// serves the folder, DATA_LOSS STORE_CORRUPT,
// FAILED_PRECONDITION STORE_TOO_NEW, STORE_UNSUITABLE; NOT_FOUND FILE_UNREADABLE, INVALID_ARGUMENT KEY_INVALID for the
// key.
absl::StatusOr<std::unique_ptr<rpc::HostedService>> MakeSubmissionService(SubmissionConfig config);

}  // namespace nianbao::submission
