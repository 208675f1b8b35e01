#include "tests/property/document/generated_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "tests/property/document/generated_figures.h"

namespace nianbao::testing {
namespace {

std::string OrganName(Rng& rng) {
  const std::string county = rng.Pick<std::string>({"清溪县", "云岭市", "白沙区", "临江市东城区", "石桥镇", "青禾县"});
  const std::string organ = rng.Pick<std::string>({"人民政府", "农业农村局", "市场监督管理局", "住房和城乡建设局",
                                                   "人民政府办公室", "教育局（语言文字工作委员会）"});
  return county + organ;
}

void AddNarrative(Rng& rng, GeneratedReport& report) {
  const std::string year = absl::StrCat(report.year);
  const std::string received = report.figures[CellIndex("requests.received.total")];
  report.preamble = {absl::StrCat("本报告依据《中华人民共和国政府信息公开条例》第五十条编制，数据统计期限自", year,
                                  "年1月1日起至12月31日止。")};
  report.overview = {
      absl::StrCat("（一）主动公开情况。", year, "年，通过门户网站发布各类信息", rng.Between(20, 4000),
                   "条，其中新媒体账号推送", rng.Between(1, 900), "条，阅读量约", rng.Between(2, 30), "万次。"),
      absl::StrCat("（二）依申请公开情况。全年收到申请", received.empty() ? "若干" : received, "件，较上年增长",
                   rng.Between(1, 80), ".", rng.Between(0, 9), "%，均在20个工作日内答复。"),
      "（三）政府信息管理情况。落实先审查、后公开，明确专人负责。",
      absl::StrCat("（四）平台建设情况。改版栏目", rng.Between(1, 12), "个，清理过时链接", rng.Between(1, 300), "处。"),
      "（五）监督保障情况。开展业务培训2次，社会评议结果良好。"};
  report.problems = {"一是公开的及时性还需加强；二是解读形式较为单一。",
                     absl::StrCat(report.year + 1, "年，将从3个方面改进：完善目录、加强培训、做好解读。")};
}

// One of the sentences by which organs report the fee, and what it says.
void AddFeeStatement(Rng& rng, GeneratedReport& report) {
  const auto set = [&](std::string notices, std::string notified, std::string collected) {
    report.figures[kNotices] = std::move(notices);
    report.figures[kNotifiedAmount] = std::move(notified);
    report.figures[kCollectedAmount] = std::move(collected);
  };
  switch (rng.Between(0, 4)) {
    case 0:
      report.other_matters = {"本年度发出收费通知的件数和总金额以及实际收取的总金额均为0。"};
      set("0", "0", "0");
      break;
    case 1: {
      const std::string notices = absl::StrCat(rng.Between(1, 30));
      const std::string notified = absl::StrCat(rng.Between(10, 400) * 10);
      const std::string collected = absl::StrCat(rng.Between(1, 9) * 10);
      report.other_matters = {absl::StrCat("本年度发出收费通知", notices, "件，收费通知总金额", notified,
                                           "元，实际收取总金额", collected, "元。")};
      set(notices, notified, collected);
      break;
    }
    case 2: {
      const std::string collected = absl::StrCat(rng.Between(0, 90) * 10);
      report.other_matters = {absl::StrCat("全年收取政府信息公开信息处理费", collected, "元。")};
      set(kNotPrinted, kNotPrinted, collected);
      break;
    }
    case 3:
      report.other_matters = {"本年度未发出收费通知，未收取信息处理费。"};
      set("0", "0", "0");
      break;
    default:
      report.other_matters = {"无其他需要报告的事项。"};
  }
  if (rng.Chance(40)) report.other_matters.push_back("本报告电子版可在门户网站查阅，联系电话0000-8812345。");
}

}  // namespace

bool GeneratedReport::HasBlanks() const {
  return std::any_of(figures.begin(), figures.begin() + kCells, [](const std::string& text) { return text.empty(); });
}

GeneratedReport Generate(Rng& rng, int wrong_sums) {
  GeneratedReport report;
  report.year = static_cast<int>(rng.Between(2021, 2025));
  report.organ = OrganName(rng);
  report.sums_hold = !rng.Chance(wrong_sums);
  GenerateFigures(rng, report);
  AddNarrative(rng, report);
  AddFeeStatement(rng, report);
  return report;
}

}  // namespace nianbao::testing
