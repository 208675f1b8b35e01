#include "services/submission/domain/batch_submit_filings.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/domain/etag.h"
#include "services/submission/domain/field_errors.h"
#include "services/submission/domain/once.h"
#include "services/submission/domain/refused_items.h"
#include "services/submission/domain/submission.h"
#include "services/submission/domain/text_field.h"
#include "services/submission/domain/texts_together.h"
#include "services/submission/domain/without_reports.h"

namespace nianbao::submission {
namespace {

constexpr int kItemsMax = 1000;
// Of the filings and all that they are compared with, until they are committed.
constexpr size_t kDecidedBytesMax = 256 << 20;
// Below what a message may hold.
constexpr size_t kAnswerBytesMax = 20 << 20;
// So often is a batch decided anew because somebody changed one of its filings meanwhile.
constexpr int kTriesMax = 3;

std::string ItemPath(int index) { return absl::StrCat("requests[", index, "]"); }

absl::Status CheckRequests(const v1::BatchSubmitFilingsRequest& request) {
  FieldErrors errors;
  if (request.requests().empty()) {
    errors.Add("requests", absl::StrCat("got none, want 1 to ", kItemsMax), "没有要报送的年报");
  }
  CheckCount("requests", "要报送的年报", request.requests_size(), kItemsMax, errors);
  absl::flat_hash_map<std::string, int> seen;
  for (int i = 0; i < request.requests_size(); ++i) {
    const v1::SubmitFilingRequest& item = request.requests(i);
    if (!item.request_id().empty()) {
      errors.Add(ItemPath(i) + ".request_id", "got one, want none, since the batch has one",
                 absl::StrCat("第 ", i + 1, " 份不应有自己的请求编号（request_id）"));
    }
    if (item.validate_only()) {
      errors.Add(ItemPath(i) + ".validate_only", "got true, want false: a batch is carried out",
                 absl::StrCat("第 ", i + 1, " 份不能只作试算（validate_only）"));
    }
    const auto [before, fresh] = seen.emplace(item.filing(), i);
    if (!fresh) {
      errors.Add(ItemPath(i) + ".filing", absl::StrCat("got that of ", ItemPath(before->second), ", want another"),
                 absl::StrCat("第 ", i + 1, " 份与第 ", before->second + 1, " 份是同一机关、年度和范围的年报"));
    }
  }
  return errors.ToStatus();
}

absl::Status TooLate(int decided, int count) {
  return status::Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                       absl::StrCat("requests: got time to decide ", decided, " of ", count, ", want all"))
      .Chinese("在限定时间内没有校验完全部年报，全部没有报送。请减少份数，或延长时限后重试。");
}

absl::Status TooLarge(absl::string_view what, size_t bytes, size_t bytes_max) {
  return status::Error(absl::StatusCode::kResourceExhausted, "MESSAGE_TOO_LARGE",
                       absl::StrCat(what, ": got more than ", bytes, " bytes, want at most ", bytes_max))
      .Meta("bytesMax", absl::StrCat(bytes_max))
      .Chinese("这批年报的内容合计过大，全部没有报送。请分几批报送。");
}

// Those nothing stands against. In a deque, where they stay in their places.
using Submissions = std::deque<Submission>;

absl::StatusOr<Submissions> DecideAll(const Deps& deps, const Caller& caller,
                                      const v1::BatchSubmitFilingsRequest& request, absl::Time deadline) {
  Submissions submissions;
  TextsTogether together;
  RefusedItems refused;
  size_t bytes = 0;
  for (int i = 0; i < request.requests_size(); ++i) {
    if (deadline <= absl::Now()) return TooLate(i, request.requests_size());
    absl::StatusOr<Submission> submission =
        DecideSubmission(deps, caller, request.requests(i), request.request_id(), &together);
    if (!submission.ok()) {
      if (!ConcernsItem(submission.status())) return status::Annotate(submission.status(), ItemPath(i));
      refused.Add(i, submission.status());
      continue;
    }
    bytes += submission->edit.ByteSize();
    if (bytes > kDecidedBytesMax) return TooLarge("requests", bytes, kDecidedBytesMax);
    submissions.push_back(*std::move(submission));
    together.Add(submissions.back().edit.filing());
  }
  RETURN_IF_ERROR(refused.ToStatus(request.requests_size()));
  return submissions;
}

absl::StatusOr<v1::BatchSubmitFilingsResponse> AnswerFor(const Submissions& submissions) {
  v1::BatchSubmitFilingsResponse answer;
  size_t bytes = 0;
  for (const Submission& submission : submissions) {
    v1::Filing& shown = *answer.add_filings();
    shown = submission.edit.filing();
    RemoveReportsAndFindings(shown);
    bytes += shown.ByteSizeLong();
    if (bytes > kAnswerBytesMax) return TooLarge("answer", bytes, kAnswerBytesMax);
  }
  return answer;
}

absl::StatusOr<Changeset> Prepare(const Deps& deps, const Caller& caller, const v1::BatchSubmitFilingsRequest& request,
                                  absl::Time deadline) {
  RETURN_IF_ERROR(CheckRequests(request));
  ASSIGN_OR_RETURN(Submissions submissions, DecideAll(deps, caller, request, deadline));
  ASSIGN_OR_RETURN(const v1::BatchSubmitFilingsResponse answer, AnswerFor(submissions));
  Changeset changes;
  for (Submission& submission : submissions) std::move(submission.edit).AddTo(changes, submission.time);
  changes.reply = [answer](const v1::EventToken& token) {
    v1::BatchSubmitFilingsResponse response = answer;
    for (v1::Filing& filing : *response.mutable_filings()) filing.set_etag(EtagOf(token.sequence()));
    *response.mutable_token() = token;
    return response.SerializeAsString();
  };
  return changes;
}

// Whether somebody changed a filing after it was decided on. Deciding anew tells of all that cannot be submitted now.
bool IsOvertaken(const absl::Status& refusal) {
  const std::string reason = status::ReasonOf(refusal);
  return reason == "ETAG_MISMATCH" || reason == "FILING_EXISTS";
}

}  // namespace

absl::StatusOr<v1::BatchSubmitFilingsResponse> BatchSubmitFilings(const Deps& deps, const Caller& caller,
                                                                  const v1::BatchSubmitFilingsRequest& request,
                                                                  absl::Time deadline) {
  for (int tries = 1;; ++tries) {
    absl::StatusOr<v1::BatchSubmitFilingsResponse> response = Once<v1::BatchSubmitFilingsResponse>(
        deps.store, caller, "BatchSubmitFilings", request, [&] { return Prepare(deps, caller, request, deadline); });
    if (tries == kTriesMax || !IsOvertaken(response.status())) return response;
  }
}

}  // namespace nianbao::submission
