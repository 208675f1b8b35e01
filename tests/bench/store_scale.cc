// A store with as many organs as one likes and some years of their reports, and what reading it costs.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/form/cell_vector.h"
#include "services/submission/domain/clock.h"
#include "services/submission/domain/get_completeness.h"
#include "services/submission/domain/list_events.h"
#include "services/submission/domain/list_filings.h"
#include "services/submission/domain/list_revisions.h"
#include "services/submission/domain/resource_name.h"
#include "services/submission/store/sqlite/open_sqlite.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;
namespace s = submission;

constexpr int kOrgansOfACounty = 56;
constexpr int kCountiesOfAPrefecture = 8;
constexpr int kPrefecturesOfAProvince = 11;
constexpr int kFirstYear = 2022;
constexpr int kYears = 3;
constexpr size_t kRowsOfAChange = 1000;
constexpr int kCellsToAFigure = 6;

template <typename T>
T Must(absl::StatusOr<T> result) {
  if (!result.ok()) throw std::runtime_error(std::string(result.status().message()));
  return *std::move(result);
}

// A nation of counties of equal size: the order of the ids is that of parents before children.
struct Nation {
  std::vector<organ::v1::Organ> organs;
  std::vector<std::string> counties;
};

organ::v1::Organ MakeOrgan(const std::string& id, const std::string& parent, organ::v1::OrganKind kind) {
  organ::v1::Organ organ;
  organ.set_name("organs/" + id);
  organ.set_title("机关" + id);
  organ.set_kind(kind);
  organ.set_scope_duty(organ::v1::SCOPE_DUTY_OWN);
  if (!parent.empty()) organ.set_parent("organs/" + parent);
  return organ;
}

Nation MakeNation(int organs) {
  Nation nation;
  nation.organs.push_back(MakeOrgan("nation", "", organ::v1::ORGAN_KIND_GOVERNMENT));
  std::string province;
  std::string prefecture;
  for (int county = 0; static_cast<int>(nation.organs.size()) < organs; ++county) {
    if (county % (kCountiesOfAPrefecture * kPrefecturesOfAProvince) == 0) {
      province = absl::StrCat("p", county);
      nation.organs.push_back(MakeOrgan(province, "nation", organ::v1::ORGAN_KIND_GOVERNMENT));
    }
    if (county % kCountiesOfAPrefecture == 0) {
      prefecture = absl::StrCat("f", county);
      nation.organs.push_back(MakeOrgan(prefecture, province, organ::v1::ORGAN_KIND_GOVERNMENT));
    }
    const std::string id = absl::StrCat("c", county);
    nation.organs.push_back(MakeOrgan(id, prefecture, organ::v1::ORGAN_KIND_GOVERNMENT));
    nation.counties.push_back("organs/" + id);
    for (int i = 0; i < kOrgansOfACounty; ++i) {
      nation.organs.push_back(MakeOrgan(absl::StrCat(id, "-", i), id, organ::v1::ORGAN_KIND_DEPARTMENT));
    }
  }
  return nation;
}

// Commits changes without a use case: what is measured is reading.
class Filler {
 public:
  explicit Filler(s::Store& store) : store_(store) {}

  void Commit(s::Changeset changes) {
    changes.request = {
        .actor = "bench", .method = "Fill", .request_id = absl::StrCat(++requests_), .content_digest = ""};
    changes.reply = [this](const s::v1::EventToken& token) {
      sequence_ = token.sequence();
      return std::string();
    };
    Must(store_.Commit(changes));
  }
  int64_t sequence() const { return sequence_; }

 private:
  s::Store& store_;
  int requests_ = 0;
  int64_t sequence_ = 0;
};

s::v1::Event EventBy() {
  s::v1::Event event;
  event.mutable_time()->set_seconds(1'737'000'000);
  event.mutable_actor()->set_name("bench");
  return event;
}

void FillRoster(const Nation& nation, Filler& filler) {
  for (size_t begin = 0; begin < nation.organs.size(); begin += kRowsOfAChange) {
    s::Changeset changes;
    changes.roster.emplace().expected_version = filler.sequence();
    for (size_t i = begin; i < std::min(begin + kRowsOfAChange, nation.organs.size()); ++i) {
      changes.roster->organs.push_back(nation.organs[i]);
      *changes.events.emplace_back(EventBy()).mutable_organ() = nation.organs[i];
    }
    filler.Commit(std::move(changes));
  }
}

void FreezeYear(const Nation& nation, int year, Filler& filler) {
  s::Changeset changes;
  changes.frozen_roster.emplace().year = year;
  for (const organ::v1::Organ& organ : nation.organs) {
    organ::v1::ExpectedReporter& line = changes.frozen_roster->lines.emplace_back();
    line.set_year(year);
    *line.mutable_organ() = organ;
    *changes.events.emplace_back(EventBy()).mutable_reporter() = line;
  }
  filler.Commit(std::move(changes));
}

s::FilingWrite AcceptedFiling(const std::string& organ, int year, const form::v1::AnnualReport& report) {
  s::FilingWrite write;
  write.filing.set_name(s::FilingName({organ, year, form::v1::SCOPE_OWN}));
  write.filing.set_organ(organ);
  write.filing.set_year(year);
  write.filing.set_scope(form::v1::SCOPE_OWN);
  s::v1::Revision& revision = *write.filing.mutable_effective_revision();
  revision.set_number(1);
  revision.set_state(s::v1::Revision::STATE_ACCEPTED);
  revision.set_submitter("填报人");
  revision.set_reviewer("审核人");
  revision.mutable_submit_time()->set_seconds(1'737'000'000);
  revision.set_timeliness(s::v1::Revision::TIMELINESS_ON_TIME);
  *revision.mutable_report() = report;
  write.revision_count = 1;
  write.revisions.push_back(revision);
  return write;
}

// 33 of the 200 figures are not 0.
form::v1::CellVector FiguresOfAReport() {
  form::CellVector figures;
  for (int cell = 0; cell < form::CellVector::kSize; ++cell) figures.SetNumber(cell, cell % kCellsToAFigure ? 0 : cell);
  return form::ToProto(figures);
}

void FileYear(const Nation& nation, int year, Filler& filler) {
  const form::v1::CellVector figures = FiguresOfAReport();
  form::v1::AnnualReport report = ConsistentRequest().report();
  report.set_year(year);
  for (size_t begin = 0; begin < nation.organs.size(); begin += kRowsOfAChange) {
    s::Changeset changes;
    for (size_t i = begin; i < std::min(begin + kRowsOfAChange, nation.organs.size()); ++i) {
      changes.filings.push_back(AcceptedFiling(nation.organs[i].name(), year, report));
      s::v1::FilingChange& change = *changes.events.emplace_back(EventBy()).mutable_filing();
      change.set_filing(changes.filings.back().filing.name());
      change.set_organ(nation.organs[i].name());
      change.set_year(year);
      change.set_scope(form::v1::SCOPE_OWN);
      change.set_revision(1);
      change.set_to(s::v1::Revision::STATE_ACCEPTED);
      *change.mutable_cells() = figures;
    }
    filler.Commit(std::move(changes));
  }
}

std::unique_ptr<s::SqlStore> Open(const std::string& folder) {
  return Must(s::OpenSqlite(folder + "/nianbao.db", [] { return std::string(32, '0'); }));
}

json Build(const std::string& folder, int organs, int years) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::unique_ptr<s::SqlStore> store = Open(folder);
  Filler filler(*store);
  const Nation nation = MakeNation(organs);
  FillRoster(nation, filler);
  for (int year = kFirstYear; year < kFirstYear + years; ++year) {
    FreezeYear(nation, year, filler);
    FileYear(nation, year, filler);
  }
  return {{"organs", nation.organs.size()}};
}

// A call about an organ, a county or a place in the log, each time another one.
class Calls {
 public:
  Calls(const s::SqlStore& store, const Nation& nation) : store_(store), nation_(nation), head_(Must(store.Head())) {}

  void ListAll() {
    s::v1::ListFilingsRequest request;
    request.set_year(AnyYear());
    request.set_page_token(s::FilingName({AnyOrgan(), kFirstYear, form::v1::SCOPE_OWN}));
    Must(s::ListFilings(store_, request));
  }
  void ListCounty() {
    s::v1::ListFilingsRequest request;
    request.set_node(AnyCounty());
    request.set_year(AnyYear());
    Check(Must(s::ListFilings(store_, request)).filings_size() == kOrgansOfACounty + 1);
  }
  void Status() {
    directory::v1::GetCompletenessRequest request;
    request.set_node(AnyCounty());
    request.set_year(AnyYear());
    Check(Must(s::GetCompleteness(store_, clock_, request)).counts().accepted() == kOrgansOfACounty + 1);
  }
  // Of a year whose list is not frozen and for which nobody has filed.
  void StatusOfToday() {
    directory::v1::GetCompletenessRequest request;
    request.set_node(AnyCounty());
    request.set_year(kFirstYear + kYears);
    Check(Must(s::GetCompleteness(store_, clock_, request)).counts().expected() == kOrgansOfACounty + 1);
  }
  void History() {
    s::v1::ListRevisionsRequest request;
    request.set_filing(s::FilingName({AnyOrgan(), AnyYear(), form::v1::SCOPE_OWN}));
    Check(Must(s::ListRevisions(store_, request)).revisions_size() == 1);
  }
  void Feed() {
    s::v1::ListEventsRequest request;
    const auto places = static_cast<uint64_t>(head_.sequence() - 100);
    const int64_t after = head_.sequence() - 100 - static_cast<int64_t>(random_() % (places / 4));
    request.mutable_after()->set_log_id(head_.log_id());
    request.mutable_after()->set_sequence(after);
    request.mutable_after()->set_digest(Must(store_.DigestAt(after)).value());
    request.set_page_size(100);
    Check(Must(s::ListEvents(store_, request)).records_size() == 100);
  }

 private:
  static void Check(bool as_expected) {
    if (!as_expected) throw std::logic_error("the answer is not that of the store that was built");
  }
  const std::string& AnyOrgan() { return nation_.organs[random_() % nation_.organs.size()].name(); }
  const std::string& AnyCounty() { return nation_.counties[random_() % nation_.counties.size()]; }
  int AnyYear() { return kFirstYear + static_cast<int>(random_() % kYears); }

  const s::SqlStore& store_;
  const Nation& nation_;
  const s::v1::EventToken head_;
  const s::SystemClock clock_;
  std::mt19937_64 random_{2026};
};

json MeasureCalls(const std::string& folder, int organs, double seconds) {
  const std::unique_ptr<s::SqlStore> store = Open(folder);
  const Nation nation = MakeNation(organs);
  Calls calls(*store, nation);
  const std::vector<std::pair<std::string, std::function<void()>>> kinds = {
      {"list", [&] { calls.ListAll(); }},    {"list_of_a_county", [&] { calls.ListCounty(); }},
      {"status", [&] { calls.Status(); }},   {"status_of_today", [&] { calls.StatusOfToday(); }},
      {"history", [&] { calls.History(); }}, {"feed", [&] { calls.Feed(); }},
  };
  json result;
  for (const auto& [name, call] : kinds) {
    call();
    const Measurement measured = Measure(seconds, call);
    result[name] = {{"wall_ns", measured.wall_ns}, {"cpu_ns", measured.cpu_ns}};
  }
  result["organs"] = nation.organs.size();
  return result;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  CLI::App app("Builds a store of this many organs and some years of their reports, or measures calls on it.",
               "store_scale");
  std::string folder;
  int organs = 1000;
  int years = nianbao::bench::kYears;
  double seconds = 0;
  app.add_option("FOLDER", folder, "where the store is")->required();
  app.add_option("--organs", organs, "about how many organs")->capture_default_str();
  app.add_option("--years", years, "years of reports to build; what is measured wants 3")->capture_default_str();
  app.add_option("--seconds", seconds, "measure, so long for each call; without it, build");
  CLI11_PARSE(app, argc, argv);
  try {
    if (seconds > 0) {
      std::cout << nianbao::bench::MeasureCalls(folder, organs, seconds) << std::endl;
    } else {
      std::cout << nianbao::bench::Build(folder, organs, years) << std::endl;
    }
  } catch (const std::exception& error) {
    std::cerr << "store_scale: " << error.what() << "\n";
    return 1;
  }
}
