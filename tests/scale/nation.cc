#include "tests/scale/nation.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/str_cat.h"

namespace nianbao::scale {
namespace {

constexpr int64_t kReportersOfTheNation = 160'000;
// Of 1000 reporters so many stand below provinces, so many below prefectures, and the others below counties.
constexpr int kBelowProvinces = 10;
constexpr int kBelowPrefectures = 94;

struct Bureau {
  const char* title;
  // Empty for one that has no line of work.
  const char* line;
  organ::v1::OrganKind kind;
};

constexpr Bureau kOffice = {"人民政府办公室", "", organ::v1::ORGAN_KIND_GOVERNMENT_OFFICE};
constexpr Bureau kBureaus[] = {
    {"公安局", "公安", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"财政局", "财政", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"自然资源局", "自然资源", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"教育局", "教育", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"卫生健康委员会", "卫生健康", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"市场监督管理局", "市场监管", organ::v1::ORGAN_KIND_DEPARTMENT},
    {"综合事务局", "", organ::v1::ORGAN_KIND_DEPARTMENT},
};
constexpr Bureau kTownship = {"镇人民政府", "", organ::v1::ORGAN_KIND_TOWNSHIP};

int InProportion(int64_t of_the_nation, int reporters, int at_least) {
  return std::max(at_least, static_cast<int>(of_the_nation * reporters / kReportersOfTheNation));
}

// The governments of a level.
struct Governments {
  Level level = Level::kProvince;
  std::vector<std::string> names;
  std::vector<std::string> titles;
  std::vector<std::string> provinces;
};

class Builder {
 public:
  Builder() {
    nation_.top = "organs/nation";
    AddGovernment(nation_.top, "全国", "");
  }

  Governments AddProvinces(int count) {
    Governments provinces = {.level = Level::kProvince};
    for (int i = 0; i < count; ++i) {
      Put(provinces, absl::StrCat("organs/p", i), absl::StrCat("甲", i, "省"), nation_.top, "");
    }
    return provinces;
  }

  Governments AddBelow(const Governments& above, Level level, const char* id, const char* title, int count) {
    Governments governments = {.level = level};
    for (int i = 0; i < count; ++i) {
      const size_t parent = i % above.names.size();
      Put(governments, absl::StrCat("organs/", id, i), absl::StrCat(above.titles[parent], i, title),
          above.names[parent], above.provinces[parent]);
    }
    return governments;
  }

  // Each government has an office, and then bureaus; townships fill a county up.
  void AddReporters(const Governments& governments, int count) {
    const int nodes = static_cast<int>(governments.names.size());
    for (int i = 0; i < count; ++i) {
      const int node = i % nodes;
      const int place = i / nodes;
      AddReporter(governments, node, place, BureauAt(governments.level, place));
    }
  }

  Nation Take() { return std::move(nation_); }

 private:
  static const Bureau& BureauAt(Level level, int place) {
    if (place == 0) return kOffice;
    if (level == Level::kCounty && place % 3 == 0) return kTownship;
    return kBureaus[place % std::size(kBureaus)];
  }

  void Put(Governments& governments, const std::string& name, const std::string& title, const std::string& parent,
           const std::string& province) {
    AddGovernment(name, title, parent);
    governments.names.push_back(name);
    governments.titles.push_back(title);
    governments.provinces.push_back(province.empty() ? name : province);
  }

  void AddGovernment(const std::string& name, const std::string& title, const std::string& parent) {
    organ::v1::Organ& organ = nation_.organs.emplace_back();
    organ.set_name(name);
    organ.set_title(title);
    organ.set_kind(organ::v1::ORGAN_KIND_GOVERNMENT);
    organ.set_scope_duty(organ::v1::SCOPE_DUTY_ROLL_UP);
    organ.set_parent(parent);
  }

  void AddReporter(const Governments& governments, int node, int place, const Bureau& bureau) {
    organ::v1::Organ& organ = nation_.organs.emplace_back();
    organ.set_name(absl::StrCat(governments.names[node], "-", place));
    organ.set_title(absl::StrCat(governments.titles[node], place, bureau.title));
    organ.set_kind(bureau.kind);
    organ.set_scope_duty(organ::v1::SCOPE_DUTY_OWN);
    organ.set_parent(governments.names[node]);
    organ.set_line(bureau.line);
    nation_.reporters.push_back({.organ = organ.name(),
                                 .title = organ.title(),
                                 .province = governments.provinces[node],
                                 .line = organ.line(),
                                 .level = governments.level});
  }

  Nation nation_;
};

}  // namespace

Nation MakeNation(int reporters) {
  Builder builder;
  const Governments provinces = builder.AddProvinces(InProportion(31, reporters, 2));
  const Governments prefectures =
      builder.AddBelow(provinces, Level::kPrefecture, "f", "市", InProportion(333, reporters, 2));
  const Governments counties =
      builder.AddBelow(prefectures, Level::kCounty, "c", "县", InProportion(2844, reporters, 2));
  const int below_provinces = reporters * kBelowProvinces / 1000;
  const int below_prefectures = reporters * kBelowPrefectures / 1000;
  builder.AddReporters(provinces, below_provinces);
  builder.AddReporters(prefectures, below_prefectures);
  builder.AddReporters(counties, reporters - below_provinces - below_prefectures);
  return builder.Take();
}

}  // namespace nianbao::scale
