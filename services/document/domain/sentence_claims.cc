#include "services/document/domain/sentence_claims.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "services/document/domain/claim_clauses.h"
#include "services/document/domain/claim_lists.h"
#include "services/document/domain/claim_patterns.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/sentence_shape.h"

namespace nianbao::document::domain {
namespace {

using form::v1::NarrativeClaim;
using Topic = ClaimContext::Topic;

constexpr size_t kLongestSentenceBytes = 6'000;
constexpr size_t kLongestClauseBytes = 400;
constexpr int kSentenceCharacters = 500;

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

bool Matches(absl::string_view text, const RE2& words) { return RE2::PartialMatch(Piece(text), words); }

bool IsDecision(ClaimSubject subject) {
  return subject >= NarrativeClaim::SUBJECT_LICENSING_DECISIONS &&
         subject <= NarrativeClaim::SUBJECT_COERCION_DECISIONS;
}

bool IsDocument(ClaimSubject subject) {
  return subject >= NarrativeClaim::SUBJECT_RULES_ISSUED &&
         subject <= NarrativeClaim::SUBJECT_NORMATIVE_DOCUMENTS_IN_FORCE;
}

bool IsRemedy(ClaimSubject subject) {
  return subject >= NarrativeClaim::SUBJECT_RECONSIDERATION &&
         subject <= NarrativeClaim::SUBJECT_LITIGATION_AFTER_RECONSIDERATION;
}

bool IsOutcome(ClaimSubject subject) {
  return (subject >= NarrativeClaim::SUBJECT_GRANTED && subject < NarrativeClaim::SUBJECT_RECONSIDERATION);
}

ClaimNeeds NeedsOf(ClaimSubject subject) {
  if (IsDecision(subject)) return ClaimNeeds::kDecisions;
  if (IsDocument(subject) || subject == NarrativeClaim::SUBJECT_ADMINISTRATIVE_FEES) return ClaimNeeds::kNothing;
  return IsRemedy(subject) ? ClaimNeeds::kDisclosure : ClaimNeeds::kRequests;
}

// 项 and 个 count decisions and documents, no requests.
bool FitsUnit(ClaimSubject subject, const std::string& unit) {
  return (unit != "项" && unit != "个") || IsDecision(subject) || IsDocument(subject);
}

// Reads one sentence of a paragraph.
class SentenceReader {
 public:
  SentenceReader(absl::string_view printed, int section, int year, ClaimContext& context)
      : printed_(printed), section_(section), shape_(ShapeOf(printed, year)), context_(context) {}

  std::vector<NarrativeClaim> Read() {
    if (shape_.words.size() > kLongestSentenceBytes) return {};
    static const auto* const kDisclosure = new RE2("信息公开|依申请|政务公开");
    disclosure_ = Matches(shape_.words, *kDisclosure) || context_.topic() == Topic::kRequests;
    context_.BeginSentence();
    const std::vector<ClaimList> lists = FindClaimLists(shape_.words);
    for (const ClaimClause& clause : ClausesOf(shape_, lists)) {
      context_.Read(clause.words);
      ReadClause(clause);
    }
    MarkCarriedIn();
    MarkCumulative();
    return std::move(claims_);
  }

 private:
  void ReadClause(const ClaimClause& clause) {
    const size_t before = claims_.size();
    clause_ = clause.words;
    if (absl::StrContains(clause.words, "其中")) part_begins_ = before;
    if (clause.words.size() <= kLongestClauseBytes) {
      if (clause.list != nullptr) {
        ReadList(clause);
      } else if (clause.quantities < 2 && !ReadShare(clause)) {
        ReadPatterns(clause);
      }
    }
    last_claims_ = claims_.size() - before;
  }

  bool Has(ClaimNeeds needs, absl::string_view clause) const {
    static const auto* const kPublished = new RE2("公开|公示|公布|发布|归集|上传|推送|报送|录入");
    switch (needs) {
      case ClaimNeeds::kRequests:
        return context_.topic() == Topic::kRequests;
      case ClaimNeeds::kDisclosure:
        return disclosure_;
      case ClaimNeeds::kDecisions: {
        const size_t end = static_cast<size_t>(clause.data() - shape_.words.data()) + clause.size();
        return !Matches(absl::string_view(shape_.words).substr(0, end), *kPublished);
      }
      case ClaimNeeds::kNothing:
        break;
    }
    return true;
  }

  void ReadPatterns(const ClaimClause& clause) {
    static const auto* const kNought = new RE2("未|没有|无|零");
    if (clause.quantities == 0 && !Matches(clause.words, *kNought)) return;
    for (const ClaimPattern& pattern : ClaimPatterns()) {
      if (pattern.nought != (clause.quantities == 0)) continue;
      re2::StringPiece lead;
      re2::StringPiece name;
      const bool named = pattern.subjects.empty();
      const bool matches = named ? RE2::FullMatch(Piece(clause.words), *pattern.clause, &lead, &name)
                                 : RE2::FullMatch(Piece(clause.words), *pattern.clause, &lead);
      if (!matches) continue;
      // A clause of this form that is not meant so is not tried in another way.
      if (pattern.veto != nullptr && RE2::PartialMatch(lead, *pattern.veto)) return;
      if (!Has(pattern.needs, clause.words)) return;
      if (named) {
        Add(SubjectNamed(OutcomeNames(), {name.data(), name.size()}), clause.first_quantity, pattern.nought);
      }
      for (const ClaimSubject subject : pattern.subjects) Add(subject, clause.first_quantity, pattern.nought);
      return;
    }
  }

  // A share of what the clause before counted: 占41.7%.
  bool ReadShare(const ClaimClause& clause) {
    static const auto* const kShare =
        new RE2(ExpandPattern("(?:约)?占(?:比|[^%#占]{0,45}?)?(?:的比例)?(?:的|为|:|达)?%"));
    if (clause.quantities != 1 || last_claims_ != 1 || !RE2::FullMatch(Piece(clause.words), *kShare)) return false;
    const NarrativeClaim& counted = claims_.back();
    if (IsOutcome(counted.subject())) Add(counted.subject(), clause.first_quantity, false);
    return true;
  }

  void ReadList(const ClaimClause& clause) {
    static const auto* const kVeto = new RE2("较|比|每|网络|信函|自然人|法人|同期|主动公开|公示|公布|发布|审理|应诉");
    const std::vector<ClaimSubject>& subjects = clause.list->subjects;
    if (subjects.size() != clause.quantities || Matches(clause.words, *kVeto)) return;
    const bool meant =
        std::all_of(subjects.begin(), subjects.end(), [&](ClaimSubject s) { return Has(NeedsOf(s), clause.words); });
    if (!meant) return;
    for (size_t i = 0; i < subjects.size(); ++i) Add(subjects[i], clause.first_quantity + i, false);
  }

  void Add(ClaimSubject subject, size_t quantity, bool nought) {
    NarrativeClaim claim;
    claim.set_subject(subject);
    claim.set_measure(NarrativeClaim::MEASURE_FIGURE);
    if (nought) {
      claim.set_min(0);
      claim.set_max(0);
    } else {
      const Quantity& figure = shape_.quantities[quantity];
      if (!FitsUnit(subject, figure.unit)) return;
      if (figure.share) {
        if (!IsOutcome(subject)) return;
        claim.set_measure(NarrativeClaim::MEASURE_SHARE);
      }
      if (figure.min) claim.set_min(*figure.min);
      if (figure.max) claim.set_max(*figure.max);
      claim.set_figure(std::string(printed_.substr(figure.begin, figure.end - figure.begin)));
    }
    claim.set_sentence(Excerpt(Trimmed(printed_), kSentenceCharacters));
    claim.set_section(section_);
    claim.set_coverage(context_.coverage());
    claim.set_other_year(context_.other_year());
    claim.set_cumulative(context_.cumulative());
    if (subject == NarrativeClaim::SUBJECT_RECEIVED && absl::StrContains(clause_, "新收"))
      intake_.insert(claims_.size());
    if (subject == NarrativeClaim::SUBJECT_CARRIED_IN && part_begins_ != kNoPart) carried_in_is_part_ = true;
    claims_.push_back(std::move(claim));
  }

  // Marks what the sentence says to include requests carried in.
  void MarkCarriedIn() {
    static const auto* const kIncludes =
        new RE2("(?:含|包括|包含|连同|加上|加)(?:了|有)?(?:本年)?上年(?:结转|转|遗留|顺延)");
    static const auto* const kExcludes = new RE2("(?:不含|不包括|不包含|未含|未包括)(?:本年)?上年");
    const bool includes = Matches(shape_.words, *kIncludes) && !Matches(shape_.words, *kExcludes);
    for (size_t i = 0; i < claims_.size(); ++i) {
      const ClaimSubject subject = claims_[i].subject();
      const bool may_include = subject == NarrativeClaim::SUBJECT_RECEIVED ||
                               subject == NarrativeClaim::SUBJECT_ANSWERED || IsOutcome(subject);
      const bool whole = carried_in_is_part_ && i < part_begins_;
      if (may_include && intake_.count(i) == 0 && (includes || whole)) claims_[i].set_includes_carried_in(true);
    }
  }

  // Of 381件，其中本年2件, the first was summed up since an earlier time.
  void MarkCumulative() {
    static const auto* const kThisYear = new RE2(ExpandPattern("其中，?本年(?:收到|受理|新收)?#"));
    if (!Matches(shape_.words, *kThisYear)) return;
    for (size_t i = 0; i < std::min(part_begins_, claims_.size()); ++i) claims_[i].set_cumulative(true);
  }

  static constexpr size_t kNoPart = static_cast<size_t>(-1);

  absl::string_view printed_;
  int section_;
  SentenceShape shape_;
  ClaimContext& context_;
  bool disclosure_ = false;
  absl::string_view clause_;
  std::vector<NarrativeClaim> claims_;
  // Claims on 新收 alone.
  std::set<size_t> intake_;
  // Number of claims of the clause before.
  size_t last_claims_ = 0;
  // Number of claims that stand before 其中.
  size_t part_begins_ = kNoPart;
  bool carried_in_is_part_ = false;
};

}  // namespace

std::vector<NarrativeClaim> ClaimsOfSentence(absl::string_view printed, int section, int year, ClaimContext& context) {
  return SentenceReader(printed, section, year, context).Read();
}

}  // namespace nianbao::document::domain
