#include "tests/simulation/callers.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/submission/domain/consume_nonce.h"
#include "services/submission/domain/timestamp.h"
#include "services/submission/domain/turn_day.h"

namespace nianbao::simulation {
namespace {

constexpr int kLostAnswerPercent = 4;
constexpr int kGiveUpPercent = 2;
constexpr int kAgainPercent = 8;
// The network delivers again what was sent lately.
constexpr int64_t kLately = 6;
constexpr int64_t kNonces = 12;
constexpr absl::Duration kNonceLife = absl::Minutes(20);
constexpr absl::Duration kTurnPeriod = absl::Minutes(1);
// Of the steps of callers, those of the office.
constexpr int kOfficePercent = 75;
// The network, the gateway, the turner of days.
constexpr size_t kOthers = 3;

absl::Status NoAnswer() { return absl::UnavailableError("no answer"); }

void Wait(int64_t steps) {
  for (; steps > 0; --steps) Fiber::Yield();
}

}  // namespace

Callers::Callers(uint64_t seed, Numbers numbers, SubmissionProcess& process, RulesPeer& rules,
                 const VirtualClock& clock, Ledger& ledger, Tally& tally)
    : random_(seed),
      process_(process),
      rules_(rules),
      clock_(clock),
      ledger_(ledger),
      tally_(tally),
      requests_(seed + 1) {
  for (int i = 1; i <= numbers.clerks; ++i) {
    Start([this, i] { Work(Duty::kClerk, {.name = absl::StrCat("填报人", i)}); });
  }
  for (int i = 1; i <= numbers.reviewers; ++i) {
    Start([this, i] { Work(Duty::kReviewer, {.name = absl::StrCat("审核人", i)}); });
  }
  if (numbers.has_registrar) Start([this] { Work(Duty::kRegistrar, {.name = "名册管理员"}); });
  Start([this] { DeliverAgain(); });
  Start([this] { UseNonces(); });
  Start([this] { TurnDays(); });
}

void Callers::Start(std::function<void()> body) { fibers_.push_back(std::make_unique<Fiber>(std::move(body))); }

bool Callers::HaveEnded() const {
  return std::all_of(fibers_.begin(), fibers_.end(), [](const auto& fiber) { return fiber->has_ended(); });
}

void Callers::GoOn() {
  std::vector<Fiber*> going;
  for (const auto& fiber : fibers_) {
    if (!fiber->has_ended()) going.push_back(fiber.get());
  }
  if (going.empty()) return;
  // The others wait most of the time.
  const size_t office = going.size() > kOthers ? going.size() - kOthers : going.size();
  const bool is_office = random_.Chance(kOfficePercent);
  going[random_.Between(0, static_cast<int64_t>(is_office ? office : going.size()) - 1)]->Resume();
}

void Callers::Work(Duty duty, const submission::Caller& caller) {
  while (!closing_) {
    Fiber::Yield();
    const std::shared_ptr<SteppedStore> store = process_.store();
    if (store == nullptr) continue;
    std::optional<Request> request = requests_.Next(duty, caller, *store, clock_.Now());
    if (!request.has_value()) continue;
    Insist(ledger_.Ask(*std::move(request)));
    if (duty == Duty::kRegistrar) Wait(random_.Between(0, 6));
  }
}

void Callers::Insist(Asked& asked) {
  while (true) {
    const bool is_answered = !absl::IsUnavailable(Send(asked).status());
    if (abandoned_) return;
    if (is_answered) break;
    if (!closing_ && random_.Chance(kGiveUpPercent)) return;
    Wait(random_.Between(1, 4));
  }
  if (!random_.Chance(kAgainPercent)) return;
  tally_.Add(Done::kRepeats);
  Send(asked).IgnoreError();
}

absl::StatusOr<Reply> Callers::Send(Asked& asked) {
  ledger_.Send(asked);
  const std::shared_ptr<SteppedStore> store = process_.store();
  absl::StatusOr<Reply> answer = NoAnswer();
  if (store != nullptr) {
    answer = asked.request.send({*store, rules_, clock_});
    // Nobody is left to answer.
    if (store->has_ended()) answer = NoAnswer();
    if (answer.ok() && random_.Chance(kLostAnswerPercent)) {
      tally_.Add(Done::kAnswersLost);
      answer = NoAnswer();
    }
  }
  ledger_.Take(asked, answer);
  return answer;
}

void Callers::DeliverAgain() {
  while (!closing_) {
    Wait(random_.Between(2, 20));
    const auto sent = static_cast<int64_t>(ledger_.asked().size());
    if (sent == 0) continue;
    Send(ledger_.asked()[random_.Between(std::max<int64_t>(0, sent - kLately), sent - 1)]).IgnoreError();
  }
}

void Callers::UseNonces() {
  while (!closing_) {
    Wait(random_.Between(2, 20));
    const std::shared_ptr<SteppedStore> store = process_.store();
    if (store == nullptr) continue;
    identity::v1::ConsumeNonceRequest request;
    request.set_client("统计系统");
    request.set_nonce(absl::StrCat("nonce-of-sixteen-", random_.Between(1, kNonces)));
    const absl::Time expire_time = clock_.Now() + kNonceLife;
    *request.mutable_expire_time() = submission::ToTimestamp(expire_time);
    absl::Status answer = submission::ConsumeNonce(*store, clock_, request).status();
    if (store->has_ended()) answer = NoAnswer();
    ledger_.TakeNonce(request.nonce(), expire_time, answer, clock_.latest());
  }
}

void Callers::TurnDays() {
  absl::Time turned_at = absl::InfinitePast();
  while (!closing_) {
    Fiber::Yield();
    const std::shared_ptr<SteppedStore> store = process_.store();
    if (store == nullptr || clock_.Now() - turned_at < kTurnPeriod) continue;
    turned_at = clock_.Now();
    tally_.Add(Done::kDaysTurned);
    submission::TurnDay(*store, clock_).IgnoreError();
  }
}

}  // namespace nianbao::simulation
