#include "tests/property/submission/call.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::submission {

const char* NameOf(Method method) {
  constexpr const char* kNames[kMethodCount] = {
      "SaveDraft",    "SubmitFiling",   "ExplainWarning", "WithdrawFiling", "BackloadFiling",     "ReturnFiling",
      "AcceptFiling", "PublishFiling",  "RevokeFiling",   "ExtendDeadline", "BatchSubmitFilings", "LockYear",
      "UnlockYear",   "SealNode",       "ImportOrgans",   "SetUpOrgan",     "RenameOrgan",        "MoveOrgan",
      "MergeOrgans",  "SplitOrgan",     "UpdateOrgan",    "DissolveOrgan",  "FreezeRoster",       "AmendRoster",
      "SetDeadline",  "ImportCalendar", "GrantRole",      "RevokeRole",     "SetRuleStatus"};
  return kNames[static_cast<int>(method)];
}

std::string Call::filing() const { return absl::StrCat(organ, "/filings/", year, "-own"); }

bool IsOfFilings(Method method) { return method <= Method::kSubmitTogether; }

bool IsOfOrgans(Method method) { return method >= Method::kImport && method <= Method::kDissolve; }

bool IsOfLocks(Method method) {
  return method == Method::kLock || method == Method::kUnlock || method == Method::kSeal;
}

std::string Describe(const Call& call) {
  std::string items;
  for (const Call& item : call.items) absl::StrAppend(&items, "\n    ", Describe(item));
  return absl::StrCat(NameOf(call.method), " ", call.request_id, " by ", call.actor, ": organ ", call.organ, " year ",
                      call.year, " etag ", call.etag, " figure ", call.figure, " quality ",
                      static_cast<int>(call.quality), " report ", call.has_report, " explains ", call.explains,
                      " correction ", call.gives_correction_reason, " document ", call.document, " refuses ",
                      call.refuses, " due ", call.due_date, " subject ", call.subject, " node ", call.node) +
         absl::StrCat(" exception ", call.exception, " missing ", call.allow_missing, " amendment ",
                      static_cast<int>(call.amendment), " day ", call.day, " others ", absl::StrJoin(call.others, " "),
                      " whole ", call.gives_whole, " parent ", call.parent, " title ", call.title, " rule ", call.rule,
                      " status ", static_cast<int>(call.status), " severity ", static_cast<int>(call.severity),
                      " seen ", call.rule_changes_seen, items);
}

}  // namespace nianbao::submission
