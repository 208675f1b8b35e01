// A change that a client asks for, as plain values.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "tests/integration/suite/replica.h"

namespace nianbao::submission {

enum class Method {
  kSaveDraft,
  kSubmit,
  kExplain,
  kWithdraw,
  kBackload,
  kReturn,
  kAccept,
  kPublish,
  kRevoke,
  kExtend,
  kLock,
  kUnlock,
  kSeal,
  kImport,
  kSetUp,
  kRename,
  kDissolve,
  kFreeze,
  kAmend,
  kSetDeadline,
  kGrant,
  kTakeRole,
};
inline constexpr int kMethodCount = 22;

const char* NameOf(Method method);

// What the rules find in a report: nothing, a warning of the rule kWarning, or an error.
enum class Quality { kClean, kWarned, kWrong };
inline constexpr char kWarning[] = "disclosure.in_force_covers_issued";

enum class Amendment { kAdd, kRemove, kClose, kOpen };

struct Call {
  Method method = Method::kSaveDraft;
  std::string actor = "";
  std::string request_id = "";
  // Of a filing.
  std::string organ = "";
  int year = 0;
  std::string etag = "";
  // Of a report: which one it is. A submission without report takes the draft.
  bool has_report = true;
  int figure = 0;
  Quality quality = Quality::kClean;
  bool explains = false;
  bool gives_correction_reason = false;
  // Of an extension, and of a return if it sets one.
  std::string due_date = "";
  // Of a role, always that of filers.
  std::string subject = "";
  // Of a lock, and of a role.
  std::string node = "";
  std::string exception = "";
  bool allow_missing = false;
  Amendment amendment = Amendment::kAdd;

  std::string filing() const;
};

std::string Describe(const Call& call);

// The same for the same numbers.
form::v1::AnnualReport ReportOf(int year, int figure, Quality quality);

struct Answer {
  absl::Status status;
  // Of a good answer: its bytes, its place in the log, and how many reports a seal misses.
  std::string bytes = "";
  int64_t sequence = 0;
  int missing = 0;
};

Answer Send(integration::Replica& replica, const Call& call);

}  // namespace nianbao::submission
