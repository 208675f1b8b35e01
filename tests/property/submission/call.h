// A change that a client asks for, as plain values.
#pragma once

#include <string>
#include <vector>

#include "nianbao/validation/v1/rulebook.pb.h"
#include "tests/property/submission/report.h"

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
  kSubmitTogether,
  kLock,
  kUnlock,
  kSeal,
  kImport,
  kSetUp,
  kRename,
  kMove,
  kMerge,
  kSplit,
  kUpdate,
  kDissolve,
  kFreeze,
  kAmend,
  kSetDeadline,
  kImportCalendar,
  kGrant,
  kTakeRole,
  kSetRule,
};
inline constexpr int kMethodCount = 29;

const char* NameOf(Method method);

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
  // Which document comes with it: 0 for none, kEmptyDocument for one without content.
  int document = 0;
  // Of a return: whether the explanation of kWarning is refused.
  bool refuses = false;
  // What is submitted together.
  std::vector<Call> items = {};
  // Of an extension, and of a return if it sets one.
  std::string due_date = "";
  // Of a role, always that of filers.
  std::string subject = "";
  // Of a lock, and of a role.
  std::string node = "";
  std::string exception = "";
  bool allow_missing = false;
  Amendment amendment = Amendment::kAdd;
  // Of a change of organs: its day; the organs that are merged, that one is split into, or that succeed it; and whether
  // those that it becomes are given whole, as new ones, or by their names alone.
  std::string day = "";
  std::vector<std::string> others = {};
  bool gives_whole = false;
  // Of a move, and of an update, which repeats what it leaves.
  std::string parent = "";
  std::string title = "";
  // Of a rule: what it becomes, and the rulebook on which that was decided: by its digest, and by the changes before
  // it.
  std::string rule = "";
  validation::v1::Rule::Status status = validation::v1::Rule::STATUS_UNSPECIFIED;
  finding::v1::Severity severity = finding::v1::SEVERITY_UNSPECIFIED;
  std::string rulebook = "";
  int rule_changes_seen = 0;

  std::string filing() const;
};

inline constexpr int kEmptyDocument = -1;

// Whether it submits, alone or together, or does something else to filings that hangs on verdicts or on the tree.
bool IsOfFilings(Method method);
// Whether it changes organs.
bool IsOfOrgans(Method method);
bool IsOfLocks(Method method);

std::string Describe(const Call& call);

}  // namespace nianbao::submission
