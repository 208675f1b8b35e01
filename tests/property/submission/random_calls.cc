#include "tests/property/submission/random_calls.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace nianbao::submission {
namespace {

constexpr char kNobody[] = "organs/nobody";
constexpr int kSearchesMax = 10;
constexpr int kSubmissionsMax = 4;

// Of changes of organs: most are past, one lies ahead.
constexpr const char* kDays[] = {"2022-06-01", "2023-03-01", "2023-09-01", "2024-03-01", "2090-01-01"};

// Days that lie ahead, in the order of their numbers.
std::string DayAhead(int64_t number) {
  return absl::FormatCivilTime(absl::CivilDay(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone())) + 30 + number);
}

// How often each is asked for, in the order of Method.
constexpr int kWeights[kMethodCount] = {16, 20, 14, 5, 6, 10, 20, 5, 5, 4, 10, 2, 8, 2, 2,
                                        4,  3,  5,  6, 5, 3,  3,  2, 5, 3, 3,  5, 3, 6};

int64_t WeightOfAll() {
  int64_t sum = 0;
  for (const int weight : kWeights) sum += weight;
  return sum;
}

// Those that come and go.
bool IsPassing(const std::string& organ) { return absl::StartsWith(organ, "organs/n"); }

}  // namespace

Method RandomCalls::AnyMethod() {
  int64_t place = random_.Between(0, WeightOfAll() - 1);
  int method = 0;
  while (place >= kWeights[method]) place -= kWeights[method++];
  return static_cast<Method>(method);
}

template <typename Draw>
Call RandomCalls::Searched(const ReferenceModel& model, Draw draw) {
  Call call = draw();
  for (int more = random_.Chance(70) ? kSearchesMax : 0; more > 0 && !model.Objections(call).empty(); --more) {
    call = draw();
  }
  return call;
}

Call RandomCalls::Next(const ReferenceModel& model) {
  return Searched(model, [&] { return Any(model, AnyMethod()); });
}

std::vector<Call> RandomCalls::NextSubmissions(const ReferenceModel& model) {
  std::vector<Call> calls;
  for (int64_t count = random_.Between(2, kSubmissionsMax); count > 0; --count) {
    calls.push_back(Searched(model, [&] { return Any(model, Method::kSubmit); }));
    calls.back().actor = calls.front().actor;
  }
  return calls;
}

Call RandomCalls::Any(const ReferenceModel& model, Method method) {
  Call call;
  call.method = method;
  call.actor = random_.Pick<std::string>({"甲", "乙", "丙"});
  call.request_id = absl::StrCat("r", ++calls_);
  call.figure = calls_;
  call.year = ReferenceModel::kYears[random_.Between(0, std::size(ReferenceModel::kYears) - 1)];
  if (IsOfLocks(method)) {
    AboutALock(model, call);
  } else if (IsOfOrgans(method)) {
    AboutOrgans(model, call);
  } else if (method == Method::kSubmitTogether) {
    AboutItems(model, call);
  } else if (IsOfFilings(method)) {
    AboutAFiling(model, call);
  } else if (method == Method::kSetRule) {
    AboutARule(model, call);
  } else if (method == Method::kGrant || method == Method::kTakeRole) {
    call.subject = random_.Pick<std::string>({"甲", "丁", "戊"});
    call.node = random_.Chance(5) ? kNobody : random_.Pick<std::string>({"", ReferenceModel::kCity, "organs/edu"});
  } else {
    std::vector<std::string> known;
    for (const auto& [name, versions] : model.roster().organs()) known.push_back(name);
    call.organ = random_.Chance(5) ? kNobody : random_.Pick(known);
    call.node = call.organ;
    call.amendment = static_cast<Amendment>(random_.Between(0, 3));
  }
  return call;
}

void RandomCalls::AboutALock(const ReferenceModel& model, Call& call) {
  if (call.method == Method::kUnlock && !model.locks().empty() && !random_.Chance(10)) {
    const auto standing = std::next(model.locks().begin(), random_.Between(0, model.locks().size() - 1));
    std::tie(call.year, call.node) = standing->first;
    return;
  }
  call.node = random_.Pick<std::string>({ReferenceModel::kCity, "organs/edu", "organs/park", "organs/works", ""});
  if (random_.Chance(3)) call.node = kNobody;
  if (call.method == Method::kLock && random_.Chance(40)) call.exception = "organs/edu";
  call.allow_missing = random_.Chance(50);
}

void RandomCalls::PickFiling(const ReferenceModel& model, Call& call) {
  const ReferenceModel::Filer& filer =
      ReferenceModel::kFilers[random_.Between(0, std::size(ReferenceModel::kFilers) - 1)];
  call.organ = filer.organ;
  call.year = filer.year;
  if (random_.Chance(15)) {
    std::vector<std::string> passing = {kNobody, ReferenceModel::kCity};
    for (const auto& [name, versions] : model.roster().organs()) {
      if (IsPassing(name)) passing.push_back(name);
    }
    call.organ = random_.Pick(passing);
    call.year = 2024;
  }
  if (call.method != Method::kExplain || random_.Chance(20)) return;
  for (const auto& [organ, year] : ReferenceModel::kFilers) {
    const auto it = model.filings().find(absl::StrCat(organ, "/filings/", year, "-own"));
    if (it == model.filings().end() || !it->second.open.has_value()) continue;
    if (it->second.open->findings.warnings == 0) continue;
    call.organ = organ;
    call.year = year;
  }
}

void RandomCalls::AboutAFiling(const ReferenceModel& model, Call& call) {
  PickFiling(model, call);
  const auto standing = model.filings().find(call.filing());
  if (standing != model.filings().end() && !random_.Chance(5)) {
    const int64_t seen = standing->second.version - (random_.Chance(10) ? random_.Between(1, 20) : 0);
    call.etag = absl::StrCat("\"", seen, "\"");
  } else if (random_.Chance(5)) {
    call.etag = "\"1\"";
  }
  call.has_report = call.method != Method::kSubmit || random_.Chance(70);
  // What the rules say about the figures of two years is known for carrying over only.
  const bool is_compared = call.organ == ReferenceModel::kSteady;
  const Quality questionable = !is_compared                            ? Quality::kWarned
                               : call.year == ReferenceModel::kEarlier ? Quality::kCarries
                                                                       : Quality::kClean;
  call.quality = random_.Chance(call.method == Method::kSaveDraft ? 30 : 60) ? Quality::kClean
                 : random_.Chance(70)                                        ? questionable
                                                                             : Quality::kWrong;
  call.explains = random_.Chance(call.quality == Quality::kWarned ? 60 : 5);
  call.gives_correction_reason = random_.Chance(70);
  call.refuses = call.method == Method::kReturn && random_.Chance(30);
  if (random_.Chance(25)) call.document = random_.Chance(5) ? kEmptyDocument : calls_;
  if (call.method == Method::kExtend || random_.Chance(30)) call.due_date = DayAhead(random_.Between(0, 300));
}

void RandomCalls::AboutItems(const ReferenceModel& model, Call& call) {
  for (int64_t count = random_.Between(1, kSubmissionsMax); count > 0; --count) {
    Call item = Searched(model, [&] { return Any(model, Method::kSubmit); });
    const bool is_there = std::any_of(call.items.begin(), call.items.end(),
                                      [&](const Call& other) { return other.filing() == item.filing(); });
    if (is_there && random_.Chance(90)) continue;
    item.actor = call.actor;
    item.request_id = "";
    call.items.push_back(item);
  }
}

void RandomCalls::AboutOrgans(const ReferenceModel& model, Call& call) {
  std::vector<std::string> known;
  // Whoever takes work over from others, or gives it away, is compared with them in the year after: only those who file
  // for one year do.
  std::vector<std::string> lasting = {"organs/edu", "organs/park"};
  std::vector<std::string> passing;
  for (const auto& [name, versions] : model.roster().organs()) {
    known.push_back(name);
    if (IsPassing(name)) passing.push_back(name);
  }
  if (passing.empty() || random_.Chance(3)) passing.push_back(kNobody);
  const std::string fresh = absl::StrCat("organs/n", calls_);
  call.day = kDays[random_.Between(0, std::size(kDays) - 1)];
  call.gives_whole = random_.Chance(60);
  const auto pick_others = [&](const std::vector<std::string>& from) {
    for (int64_t count = random_.Between(1, 2); count > 0; --count) call.others.push_back(random_.Pick(from));
  };
  const bool mistakes_form = random_.Chance(5);
  switch (call.method) {
    case Method::kImport:
      call.organ = fresh;
      call.day = "";
      break;
    case Method::kSetUp:
      call.organ = random_.Chance(5) ? random_.Pick(known) : fresh;
      break;
    case Method::kRename:
      call.organ = random_.Chance(5) ? kNobody : random_.Pick(known);
      break;
    case Method::kMove:
      call.organ = random_.Pick(random_.Chance(60) ? passing : known);
      call.parent = random_.Chance(60) ? random_.Pick<std::string>({ReferenceModel::kCity, ReferenceModel::kOther, ""})
                                       : random_.Pick(known);
      break;
    case Method::kMerge:
      pick_others(passing);
      call.organ = call.gives_whole ? fresh : random_.Pick(random_.Chance(50) ? passing : lasting);
      break;
    case Method::kSplit:
      call.organ = random_.Pick(random_.Chance(60) ? passing : lasting);
      if (call.gives_whole) {
        call.others = {fresh, fresh + "b"};
        if (random_.Chance(50)) call.others.pop_back();
      } else {
        pick_others(passing);
      }
      // Those that last go on.
      if (!IsPassing(call.organ) || random_.Chance(30)) call.others.push_back(call.organ);
      break;
    case Method::kUpdate:
      call.organ = random_.Pick(passing);
      if (model.roster().Knows(call.organ)) {
        call.parent = model.roster().On(call.organ, call.day).parent;
        call.title = model.roster().On(call.organ, random_.Chance(5) ? "" : call.day).title;
      }
      break;
    default:
      call.organ = random_.Pick(passing);
      call.gives_whole = false;
      if (random_.Chance(50)) pick_others(random_.Chance(50) ? passing : lasting);
      return;
  }
  if (mistakes_form) call.gives_whole = !call.gives_whole;
}

void RandomCalls::AboutARule(const ReferenceModel& model, Call& call) {
  call.rule = random_.Chance(4) ? "rule.unknown" : random_.Chance(55) ? kWarning : kCarryOver;
  call.status = random_.Chance(50) ? validation::v1::Rule::STATUS_ACTIVE
                                   : static_cast<validation::v1::Rule::Status>(random_.Between(0, 2));
  call.severity =
      random_.Chance(50) ? finding::v1::SEVERITY_WARNING : static_cast<finding::v1::Severity>(random_.Between(0, 3));
  call.rule_changes_seen = model.rule_changes();
  if (random_.Chance(10) && call.rule_changes_seen > 0) --call.rule_changes_seen;
}

}  // namespace nianbao::submission
