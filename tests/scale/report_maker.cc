#include "tests/scale/report_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"

namespace nianbao::scale {
namespace {

using Random = std::mt19937_64;

constexpr const char* kApplicants[] = {
    "natural_person", "enterprise", "research_institution", "public_welfare_organization", "legal_service", "other"};
constexpr size_t kApplicantKinds = std::size(kApplicants);
using Counts = std::array<int64_t, kApplicantKinds>;

// Of 1000 applications so many are made by each kind.
constexpr int kShares[kApplicantKinds] = {880, 70, 5, 10, 20, 15};

// Outcomes of applications, with how many there were of each in a large city.
struct Outcome {
  const char* row;
  int weight;
};
constexpr Outcome kOutcomes[] = {
    {"granted", 5548},
    {"partially_granted", 2168},
    {"refused.state_secret", 13},
    {"refused.prohibited_by_law", 30},
    {"refused.endangers_security_or_stability", 11},
    {"refused.third_party_rights", 51},
    {"refused.internal_affairs", 104},
    {"refused.process_information", 85},
    {"refused.enforcement_file", 286},
    {"refused.administrative_inquiry", 150},
    {"unable.not_held", 3222},
    {"unable.requires_creation", 180},
    {"unable.still_unclear", 19},
    {"not_processed.petition_or_complaint", 203},
    {"not_processed.repeated", 148},
    {"not_processed.excessive", 101},
    {"not_processed.reissue_or_confirmation", 5},
    {"other.not_corrected_in_time", 318},
    {"other.fee_unpaid", 203},
    {"other.miscellaneous", 965},
};
constexpr size_t kGranted = 0;
constexpr size_t kStateSecret = 2;
constexpr size_t kFeeUnpaid = 18;
constexpr size_t kMiscellaneous = 19;

constexpr const char* kWords[] = {
    "公开", "网站", "目录", "栏目", "培训", "规范", "答复", "检索", "群众", "企业", "服务", "窗口", "平台", "解读",
    "回应", "重点", "领域", "制度", "流程", "审查", "发布", "更新", "维护", "监督", "保障", "队伍", "业务", "水平",
    "教育", "医疗", "养老", "环境", "交通", "住房", "就业", "财政", "预算", "决算", "采购", "项目", "工程", "安全",
    "应急", "食品", "药品", "农业", "水利", "文化", "旅游", "体育", "科技", "人才", "社区", "乡村", "土地", "规划",
};

int64_t Share(int64_t of, double most, Random& random) {
  return static_cast<int64_t>(static_cast<double>(of) * std::uniform_real_distribution<>(0, most)(random));
}

// Where an organ's figures lie in an ordinary year.
struct Size {
  double applications = 0;
  double licences = 0;
  double penalties = 0;
  double coercion = 0;
  double fees_in_yuan = 0;
};

Size DrawSize(Level level, Random& random) {
  const auto around = [&](double median, double spread) {
    return std::lognormal_distribution<>(std::log(median), spread)(random);
  };
  const auto some = [&](double share, double median) {
    return std::bernoulli_distribution(share)(random) ? std::min(20 + around(median, 1.8), 2e7) : 0;
  };
  const double median = level == Level::kProvince ? 120 : level == Level::kPrefecture ? 8 : 2;
  return {.applications = std::min(around(median, 1.2), 3000.0),
          .licences = some(0.3, level == Level::kCounty ? 300 : 3000),
          .penalties = some(0.3, level == Level::kCounty ? 80 : 800),
          .coercion = some(0.1, 10),
          .fees_in_yuan = some(0.15, 200'000)};
}

// What the next year's report goes on from.
struct Standing {
  Counts carried_out{};
  int64_t in_force = 0;
  int64_t pending[3] = {};
  int64_t reconsiderations = 0;
};

class YearOfFigures {
 public:
  YearOfFigures(const Size& size, Random& random) : random_(random), year_factor_(Draw(0.8, 1.25)), size_(size) {
    for (int i = 0; i < form::CellVector::kSize; ++i) figures_.SetNumber(i, 0);
  }

  void Fill(Standing& standing) {
    FillDisclosure(standing);
    FillRequests(standing);
    FillRemedies(standing);
  }
  const form::CellVector& figures() const { return figures_; }
  int64_t fee_notices() const { return fee_notices_; }

 private:
  double Draw(double from, double to) { return std::uniform_real_distribution<>(from, to)(random_); }
  int64_t About(double ordinary) { return static_cast<int64_t>(ordinary * year_factor_ * Draw(0.9, 1.1)); }
  void Set(const std::string& code, int64_t value) {
    figures_.SetNumber(form::Catalogue::Get().Find(code)->index, value);
  }

  // More documents are issued than repealed, so that no organ reports the same figures twice.
  void FillDisclosure(Standing& standing) {
    const int64_t issued = std::uniform_int_distribution<>(2, 6)(random_);
    const int64_t repealed = std::uniform_int_distribution<>(0, 1)(random_);
    standing.in_force += issued - repealed;
    Set("proactive_disclosure.normative_documents.issued", issued);
    Set("proactive_disclosure.normative_documents.repealed", repealed);
    Set("proactive_disclosure.normative_documents.in_force", standing.in_force);
    Set("proactive_disclosure.licensing_decisions", About(size_.licences));
    Set("proactive_disclosure.penalty_decisions", About(size_.penalties));
    Set("proactive_disclosure.coercion_decisions", About(size_.coercion));
    Set("proactive_disclosure.administrative_fees", About(size_.fees_in_yuan) * 100);
  }

  void SetRow(const std::string& row, const Counts& counts) {
    int64_t total = 0;
    for (size_t kind = 0; kind < kApplicantKinds; ++kind) {
      Set(absl::StrCat("requests.", row, ".", kApplicants[kind]), counts[kind]);
      total += counts[kind];
    }
    Set(absl::StrCat("requests.", row, ".total"), total);
  }

  void FillRequests(Standing& standing) {
    const Counts carried_in = standing.carried_out;
    Counts received{};
    std::discrete_distribution<size_t> kinds(std::begin(kShares), std::end(kShares));
    for (int64_t i = About(size_.applications); i > 0; --i) ++received[kinds(random_)];
    Counts answered{};
    for (size_t kind = 0; kind < kApplicantKinds; ++kind) {
      standing.carried_out[kind] = Share(received[kind] + carried_in[kind], 0.12, random_);
      answered[kind] = received[kind] + carried_in[kind] - standing.carried_out[kind];
      answered_ += answered[kind];
    }
    SetRow("received", received);
    SetRow("carried_in", carried_in);
    SetRow("carried_out", standing.carried_out);
    SetRow("outcomes.total", answered);
    FillOutcomes(answered);
  }

  void FillOutcomes(const Counts& answered) {
    constexpr size_t kRows = std::size(kOutcomes);
    std::array<double, kRows> weights{};
    for (size_t row = 0; row < kRows; ++row) weights[row] = kOutcomes[row].weight;
    weights[kStateSecret] = 0;
    std::discrete_distribution<size_t> outcomes(weights.begin(), weights.end());
    std::array<Counts, kRows> rows{};
    int64_t miscellaneous = 0;
    for (size_t kind = 0; kind < kApplicantKinds; ++kind) {
      for (int64_t i = 0; i < answered[kind]; ++i) {
        size_t row = outcomes(random_);
        if (row == kMiscellaneous && ++miscellaneous > answered_ / 10) row = kGranted;
        ++rows[row][kind];
        if (row == kFeeUnpaid) ++fee_notices_;
      }
    }
    for (size_t row = 0; row < kRows; ++row) SetRow(absl::StrCat("outcomes.", kOutcomes[row].row), rows[row]);
  }

  // What was pending appears again; suits after reconsideration are no more than reconsiderations.
  void FillRemedies(Standing& standing) {
    const int64_t before = standing.reconsiderations;
    standing.reconsiderations = std::max(standing.pending[0], Share(answered_, 0.12, random_));
    SetRemedy("reconsideration", standing.reconsiderations, standing.pending[0]);
    SetRemedy("direct_litigation", std::max(standing.pending[1], Share(answered_, 0.03, random_)), standing.pending[1]);
    const int64_t suits = Share(standing.reconsiderations, 0.3, random_);
    SetRemedy("litigation_after_reconsideration",
              std::max(standing.pending[2], std::min(suits, before + standing.reconsiderations)), standing.pending[2]);
  }

  void SetRemedy(const std::string& kind, int64_t total, int64_t& pending) {
    const std::string row = absl::StrCat("remedies.", kind, ".");
    pending = Share(total, 0.2, random_);
    const int64_t corrected = Share(total - pending, 0.2, random_);
    const int64_t other = Share(total - pending - corrected, 0.3, random_);
    Set(row + "upheld", total - pending - corrected - other);
    Set(row + "corrected", corrected);
    Set(row + "other", other);
    Set(row + "pending", pending);
    Set(row + "total", total);
  }

  Random& random_;
  const double year_factor_;
  const Size size_;
  form::CellVector figures_;
  int64_t answered_ = 0;
  int64_t fee_notices_ = 0;
};

// Words in no order, so that no two texts are alike.
std::string DrawText(int bytes, Random& random) {
  std::uniform_int_distribution<size_t> words(0, std::size(kWords) - 1);
  std::string text;
  while (static_cast<int>(text.size()) < bytes) {
    for (int word = 0; word < 8; ++word) absl::StrAppend(&text, kWords[words(random)]);
    text += "。";
  }
  return text;
}

}  // namespace

form::v1::AnnualReport ReportMaker::Make(const Reporter& reporter, size_t number, int year) const {
  std::seed_seq seeds = {seed_, static_cast<uint64_t>(number)};
  Random random(seeds);
  const Size size = DrawSize(reporter.level, random);
  Standing standing = {.in_force = std::uniform_int_distribution<>(5, 60)(random)};
  for (int earlier = first_year_; earlier < year; ++earlier) YearOfFigures(size, random).Fill(standing);
  YearOfFigures figures(size, random);
  figures.Fill(standing);

  form::v1::AnnualReport report;
  report.set_organ_name(reporter.title);
  report.set_year(year);
  report.set_scope(form::v1::SCOPE_OWN);
  report.set_edition(form::v1::EDITION_2021);
  form::ApplyVector(figures.figures(), report);
  report.mutable_narrative()->set_overview("依法公开政府信息。" + DrawText(text_bytes_ / 2, random));
  report.mutable_narrative()->set_problems_and_improvements("问题是更新不够及时，已明确专人加以改进。" +
                                                            DrawText(text_bytes_ / 4, random));
  report.mutable_narrative()->set_other_matters("按规定报告收费情况。" + DrawText(text_bytes_ / 4, random));
  report.mutable_processing_fees()->set_notices(figures.fee_notices());
  report.mutable_processing_fees()->set_notified_amount(figures.fee_notices() * 100'00);
  report.mutable_processing_fees()->set_collected_amount(0);
  return report;
}

}  // namespace nianbao::scale
