// The life of filings.
#include "absl/strings/str_cat.h"
#include "tests/property/submission/reference_model.h"

namespace nianbao::submission {
namespace {

std::string Etag(int64_t version) { return absl::StrCat("\"", version, "\""); }

std::string NameOf(const std::string& organ, int year) { return absl::StrCat(organ, "/filings/", year, "-own"); }

}  // namespace

const ReferenceModel::Filing* ReferenceModel::Find(const Call& call) const {
  const auto it = filings_.find(call.filing());
  return it == filings_.end() ? nullptr : &it->second;
}

ReferenceModel::Findings ReferenceModel::Judge(const std::string& organ, int year, const Report& report) const {
  Findings findings = {.has_errors = report.quality == Quality::kWrong};
  const auto find = [&](const char* id, int count, int& warnings) {
    const Rule& rule = rules_.at(id);
    if (!rule.is_on) return;
    if (rule.severity == finding::v1::SEVERITY_ERROR) findings.has_errors = true;
    if (rule.severity == finding::v1::SEVERITY_WARNING) warnings = count;
  };
  if (report.quality == Quality::kWarned) find(kWarning, 1, findings.warnings);
  const auto before = filings_.find(NameOf(organ, year - 1));
  if (before != filings_.end() && before->second.effective.has_value() &&
      before->second.effective->report.quality == Quality::kCarries) {
    find(kCarryOver, kFindingsOfCarryOver, findings.warnings_carried);
  }
  return findings;
}

void ReferenceModel::ObjectToSaving(const Call& call, Reasons& reasons) const {
  const Filing* const filing = Find(call);
  if (!roster_.Knows(call.organ)) reasons.insert("ORGAN_UNKNOWN");
  if (call.organ == kCity || call.organ == kOther) reasons.insert("SCOPE_NOT_DUE");
  if (filing == nullptr && !call.etag.empty()) reasons.insert("FILING_UNKNOWN");
  if (filing != nullptr && call.etag.empty() && filing->revisions > 0) reasons.insert("FILING_EXISTS");
  if (filing != nullptr && !call.etag.empty() && call.etag != Etag(filing->version)) reasons.insert("ETAG_MISMATCH");
  if (IsLocked(call, call.method != Method::kExtend)) reasons.insert("YEAR_LOCKED");

  const Filing standing = filing == nullptr ? Filing() : *filing;
  const bool submitted = standing.open.has_value() && standing.open->state == Open::State::kSubmitted;
  if (call.method == Method::kExtend) {
    if (call.due_date <= standing.due_date) reasons.insert("FIELD_INVALID");
    return;
  }
  if (call.document == kEmptyDocument) reasons.insert("FIELD_INVALID");
  if (call.method == Method::kBackload) {
    if (standing.open.has_value() || standing.effective.has_value()) reasons.insert("STATE_NOT_ALLOWED");
  } else if (submitted) {
    reasons.insert("STATE_NOT_ALLOWED");
  }
  if (call.method == Method::kSubmit) ObjectToSubmission(call, standing, reasons);
}

void ReferenceModel::ObjectToSubmission(const Call& call, const Filing& standing, Reasons& reasons) const {
  if (!call.has_report && !standing.open.has_value()) reasons.insert("STATE_NOT_ALLOWED");
  if (standing.effective.has_value() && !call.gives_correction_reason &&
      !(standing.open.has_value() && standing.open->has_correction_reason)) {
    reasons.insert("CORRECTION_REASON_MISSING");
  }
  const Report saved = standing.open.has_value() ? standing.open->report : Report();
  const Findings findings = Judge(call.organ, call.year, call.has_report ? Report{call.figure, call.quality} : saved);
  const bool explained = standing.open.has_value()        ? standing.open->explained
                         : standing.effective.has_value() ? standing.effective->explained
                                                          : false;
  const bool refused = standing.open.has_value() && standing.open->explanation_refused;
  if (findings.has_errors) reasons.insert("REPORT_HAS_ERRORS");
  const bool stands_explained = call.explains || (explained && !refused);
  if (findings.warnings > 0 && !stands_explained) reasons.insert("WARNINGS_UNEXPLAINED");
  if (findings.warnings_carried > 0) reasons.insert("WARNINGS_UNEXPLAINED");
  // What is no warning cannot be explained.
  if (call.explains && findings.warnings == 0 && !explained) reasons.insert("FIELD_INVALID");
}

void ReferenceModel::ObjectToItems(const Call& call, Reasons& reasons) const {
  std::set<std::string> seen;
  for (const Call& item : call.items) {
    if (!seen.insert(item.filing()).second) reasons.insert("FIELD_INVALID");
  }
  if (call.items.empty()) reasons.insert("FIELD_INVALID");
  if (RefusedItems(call) > 0) reasons.insert("ITEMS_REFUSED");
}

int ReferenceModel::RefusedItems(const Call& call) const {
  int refused = 0;
  for (const Call& item : call.items) refused += !Objections(item).empty();
  return refused;
}

void ReferenceModel::ObjectToChange(const Call& call, Reasons& reasons) const {
  const Filing* const filing = Find(call);
  if (filing == nullptr) {
    reasons.insert("FILING_UNKNOWN");
    return;
  }
  if (call.etag.empty()) reasons.insert("FIELD_INVALID");
  if (!call.etag.empty() && call.etag != Etag(filing->version)) reasons.insert("ETAG_MISMATCH");
  const bool by_filer = call.method == Method::kExplain || call.method == Method::kWithdraw;
  if (call.method != Method::kPublish && IsLocked(call, by_filer)) reasons.insert("YEAR_LOCKED");
  const auto is = [&](Open::State state) { return filing->open.has_value() && filing->open->state == state; };
  switch (call.method) {
    case Method::kExplain:
      if (!is(Open::State::kDraft) && !is(Open::State::kReturned)) reasons.insert("STATE_NOT_ALLOWED");
      if (filing->open.has_value() && filing->open->findings.warnings == 0 && !filing->open->explained) {
        reasons.insert("FIELD_INVALID");
      }
      break;
    case Method::kWithdraw:
      if (!filing->open.has_value()) reasons.insert("STATE_NOT_ALLOWED");
      break;
    case Method::kReturn:
    case Method::kAccept: {
      if (!is(Open::State::kSubmitted)) {
        reasons.insert("STATE_NOT_ALLOWED");
        break;
      }
      const Open& open = *filing->open;
      if (open.submitter == call.actor) reasons.insert("REVIEWER_IS_SUBMITTER");
      if (call.method == Method::kReturn) {
        if (call.refuses && !open.explained) reasons.insert("FIELD_INVALID");
        break;
      }
      // Only a change of the year before brings these out after the submission.
      if (open.findings.has_errors) reasons.insert("REPORT_HAS_ERRORS");
      if (open.findings.warnings_carried > 0) reasons.insert("WARNINGS_UNEXPLAINED");
      break;
    }
    default:
      if (!filing->effective.has_value()) reasons.insert("STATE_NOT_ALLOWED");
      if (call.method == Method::kRevoke && filing->effective.has_value() &&
          filing->effective->submitter == call.actor) {
        reasons.insert("REVIEWER_IS_SUBMITTER");
      }
  }
}

ReferenceModel::Open& ReferenceModel::OpenOf(Filing& filing) {
  if (!filing.open.has_value()) {
    filing.open.emplace();
    filing.open->number = ++filing.revisions;
    filing.open->explained = filing.effective.has_value() && filing.effective->explained;
  }
  return *filing.open;
}

void ReferenceModel::Attach(const Call& call, int revision, int& document, Filing& filing) {
  if (call.document == 0) return;
  document = call.document;
  filing.documents[revision] = call.document;
}

void ReferenceModel::Submit(const Call& call) {
  Filing& filing = filings_[call.filing()];
  Open& open = OpenOf(filing);
  open.state = Open::State::kSubmitted;
  if (call.has_report) open.report = {call.figure, call.quality};
  open.findings = Judge(call.organ, call.year, open.report);
  // An explanation goes with the warning that it explains.
  open.explained = open.findings.warnings > 0;
  open.explanation_refused = false;
  open.has_correction_reason |= filing.effective.has_value() && call.gives_correction_reason;
  open.submitter = call.actor;
  // The statutory day is long past, and every day of a filing's own lies ahead.
  open.timeliness = filing.effective.has_value() ? filing.effective->timeliness
                    : filing.due_date.empty()    ? v1::Revision::TIMELINESS_LATE
                                                 : v1::Revision::TIMELINESS_ON_TIME;
  Attach(call, open.number, open.document, filing);
}

void ReferenceModel::Accept(Filing& filing) {
  const Open& open = *filing.open;
  filing.effective = {.number = open.number,
                      .report = open.report,
                      .findings = open.findings,
                      .explained = open.explained,
                      .document = open.document,
                      .published = false,
                      .submitter = open.submitter,
                      .timeliness = open.timeliness,
                      .backloaded = false};
  filing.open.reset();
}

void ReferenceModel::Backload(const Call& call, Filing& filing) {
  const Report report = {call.figure, call.quality};
  filing.effective = {.number = ++filing.revisions,
                      .report = report,
                      .findings = Judge(call.organ, call.year, report),
                      .explained = false,
                      .document = 0,
                      .published = false,
                      .submitter = "",
                      .timeliness = v1::Revision::TIMELINESS_UNSPECIFIED,
                      .backloaded = true};
  Attach(call, filing.effective->number, filing.effective->document, filing);
}

int ReferenceModel::ReopenYearAfter(const Call& call) {
  const auto after = filings_.find(NameOf(call.organ, call.year + 1));
  if (after == filings_.end()) return 0;
  int events = 0;
  const auto judge_again = [&](auto& revision) {
    if (!revision.has_value()) return;
    revision->findings = Judge(call.organ, call.year + 1, revision->report);
    ++events;
  };
  judge_again(after->second.effective);
  judge_again(after->second.open);
  return events;
}

void ReferenceModel::ApplyToFiling(const Call& call) {
  Filing& filing = filings_[call.filing()];
  int events = 1;
  int reopened = 0;
  switch (call.method) {
    case Method::kSaveDraft: {
      Open& open = OpenOf(filing);
      open.state = Open::State::kDraft;
      open.report = {call.figure, call.quality};
      open.findings = Judge(call.organ, call.year, open.report);
      open.submitter = "";
      open.timeliness = v1::Revision::TIMELINESS_UNSPECIFIED;
      Attach(call, open.number, open.document, filing);
      break;
    }
    case Method::kSubmit:
      Submit(call);
      break;
    case Method::kExplain:
      filing.open->explained = true;
      filing.open->explanation_refused = false;
      break;
    case Method::kWithdraw:
      filing.open.reset();
      break;
    case Method::kReturn:
      filing.open->state = Open::State::kReturned;
      if (call.refuses) filing.open->explanation_refused = true;
      if (!call.due_date.empty()) {
        filing.due_date = call.due_date;
        ++events;
      }
      break;
    case Method::kAccept:
      // The one that it corrects makes way with an event of its own.
      if (filing.effective.has_value()) ++events;
      Accept(filing);
      reopened = ReopenYearAfter(call);
      break;
    case Method::kBackload:
      Backload(call, filing);
      reopened = ReopenYearAfter(call);
      break;
    case Method::kPublish:
      filing.effective->published = true;
      break;
    case Method::kRevoke:
      filing.effective.reset();
      reopened = ReopenYearAfter(call);
      break;
    case Method::kExtend:
      filing.due_date = call.due_date;
      break;
    default:
      break;
  }
  Log(call, events + reopened);
  filing.version = head_;
  if (reopened > 0) filings_.at(NameOf(call.organ, call.year + 1)).version = head_;
}

}  // namespace nianbao::submission
