#include "tests/property/submission/random_calls.h"

#include <iterator>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace nianbao::submission {
namespace {

constexpr int kYears[] = {2022, 2024};
constexpr char kNobody[] = "organs/nobody";
constexpr int kSearchesMax = 10;

// Days that lie ahead, in the order of their numbers.
std::string DayAhead(int64_t number) {
  return absl::FormatCivilTime(absl::CivilDay(absl::ToCivilDay(absl::Now(), absl::UTCTimeZone())) + 30 + number);
}

// How often each is asked for, in the order of Method.
constexpr int kWeights[kMethodCount] = {10, 22, 5, 5, 5, 9, 18, 6, 5, 4, 3, 8, 3, 2, 2, 3, 2, 2, 5, 2, 5, 3};

Method MethodAt(int64_t place) {
  int method = 0;
  while (place >= kWeights[method]) place -= kWeights[method++];
  return static_cast<Method>(method);
}

int64_t WeightOfAll() {
  int64_t sum = 0;
  for (const int weight : kWeights) sum += weight;
  return sum;
}

}  // namespace

Call RandomCalls::Next(const ReferenceModel& model) {
  Call call = Any(model);
  for (int more = random_.Chance(70) ? kSearchesMax : 0; more > 0 && !model.Objections(call).empty(); --more) {
    call = Any(model);
  }
  return call;
}

Call RandomCalls::Any(const ReferenceModel& model) {
  Call call;
  call.method = MethodAt(random_.Between(0, WeightOfAll() - 1));
  call.actor = random_.Pick<std::string>({"甲", "乙", "丙"});
  call.request_id = absl::StrCat("r", ++calls_);
  call.figure = calls_;
  call.year = kYears[random_.Between(0, 1)];
  switch (call.method) {
    case Method::kLock:
    case Method::kUnlock:
    case Method::kSeal:
      call.node = random_.Pick<std::string>({ReferenceModel::kCity, "organs/edu", "organs/park", "organs/works", ""});
      if (random_.Chance(3)) call.node = kNobody;
      if (call.method == Method::kLock && random_.Chance(40)) call.exception = "organs/edu";
      call.allow_missing = random_.Chance(50);
      break;
    case Method::kGrant:
    case Method::kTakeRole:
      call.subject = random_.Pick<std::string>({"甲", "丁", "戊"});
      call.node = random_.Chance(5) ? kNobody : random_.Pick<std::string>({"", ReferenceModel::kCity, "organs/edu"});
      break;
    case Method::kImport:
    case Method::kSetUp:
    case Method::kRename:
    case Method::kDissolve:
    case Method::kFreeze:
    case Method::kAmend:
    case Method::kSetDeadline:
      AboutTheRoster(model, call);
      break;
    default:
      AboutAFiling(model, call);
  }
  return call;
}

void RandomCalls::AboutAFiling(const ReferenceModel& model, Call& call) {
  const ReferenceModel::Filer& filer =
      ReferenceModel::kFilers[random_.Between(0, std::size(ReferenceModel::kFilers) - 1)];
  call.organ = filer.organ;
  call.year = filer.year;
  if (random_.Chance(2)) call.organ = random_.Pick<std::string>({kNobody, ReferenceModel::kCity});
  const auto standing = model.filings().find(call.filing());
  if (standing != model.filings().end() && !random_.Chance(5)) {
    const int64_t seen = standing->second.version - (random_.Chance(10) ? random_.Between(1, 20) : 0);
    call.etag = absl::StrCat("\"", seen, "\"");
  } else if (random_.Chance(5)) {
    call.etag = "\"1\"";
  }
  call.has_report = call.method != Method::kSubmit || random_.Chance(70);
  call.quality = random_.Chance(65) ? Quality::kClean : random_.Chance(70) ? Quality::kWarned : Quality::kWrong;
  call.explains = random_.Chance(call.quality == Quality::kWarned ? 60 : 5);
  call.gives_correction_reason = random_.Chance(70);
  if (call.method == Method::kExtend || random_.Chance(30)) call.due_date = DayAhead(random_.Between(0, 300));
}

void RandomCalls::AboutTheRoster(const ReferenceModel& model, Call& call) {
  std::vector<std::string> known;
  std::vector<std::string> known_others;
  for (const auto& [name, organ] : model.organs()) {
    known.push_back(name);
    if (organ.parent == ReferenceModel::kOther) known_others.push_back(name);
  }
  known_others.push_back(kNobody);
  switch (call.method) {
    case Method::kImport:
    case Method::kSetUp:
      call.organ = absl::StrCat("organs/n", calls_);
      break;
    case Method::kDissolve:
      call.organ = random_.Pick(known_others);
      break;
    case Method::kSetDeadline:
      call.node = random_.Chance(5) ? kNobody : random_.Pick(known);
      break;
    default:
      call.organ = random_.Chance(5) ? kNobody : random_.Pick(known);
      call.amendment = static_cast<Amendment>(random_.Between(0, 3));
  }
}

}  // namespace nianbao::submission
