#include "services/document/domain/organ_name.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/title_line.h"

namespace nianbao::document::domain {
namespace {

constexpr size_t kLongestNameBytes = 150;

// The name without aliases in brackets at its end.
absl::string_view WithoutAlias(absl::string_view name) {
  for (const auto& [open, close] : {std::pair<absl::string_view, absl::string_view>{"（", "）"}, {"(", ")"}}) {
    const size_t at = name.rfind(open);
    if (at != absl::string_view::npos && at > 0 && absl::EndsWith(name, close)) return name.substr(0, at);
  }
  return name;
}

}  // namespace

bool IsOrganName(absl::string_view text) {
  static constexpr std::array<absl::string_view, 43> kEnds = {
      "局",   "委",   "会",   "办",     "办公室", "政府",   "处",     "厅",   "院",   "中心",  "街道",
      "镇",   "乡",   "所",   "大队",   "支队",   "总队",   "队",     "站",   "室",   "部",    "署",
      "行",   "团",   "馆",   "校",     "社",     "台",     "联",     "苏木", "学院", "公司",  "开发区",
      "园区", "新区", "大学", "示范区", "集团",   "保税区", "管理区", "中学", "小学", "幼儿园"};
  static constexpr std::array<absl::string_view, 9> kFurniture = {"首页", "返回", "打印",   "分享",    "登录",
                                                                  "搜索", "目录", "公开栏", "我要纠错"};
  static constexpr std::array<absl::string_view, 4> kGeneral = {"办公室", "办公厅", "人民政府", "委员会"};
  const absl::string_view name = WithoutAlias(text);
  if (std::find(kGeneral.begin(), kGeneral.end(), name) != kGeneral.end()) return false;
  if (name.size() > kLongestNameBytes || name.size() < 6) return false;
  if (std::any_of(kFurniture.begin(), kFurniture.end(),
                  [&](absl::string_view f) { return absl::StrContains(name, f); })) {
    return false;
  }
  return std::any_of(kEnds.begin(), kEnds.end(), [&](absl::string_view end) { return absl::EndsWith(name, end); });
}

bool IsSameOrgan(absl::string_view a, absl::string_view b) {
  const std::string long_key = Key(a.size() > b.size() ? a : b);
  const std::string short_key = Key(a.size() > b.size() ? b : a);
  if (short_key.empty()) return false;
  return absl::EndsWith(long_key, short_key) || absl::StartsWith(long_key, short_key + "(");
}

std::string PublisherIn(absl::Span<const PlacedText* const> lines) {
  static constexpr std::array<absl::string_view, 10> kKeys = {"发布机构", "发布机关", "发布单位", "公开机构",
                                                              "公开单位", "发文机关", "发文单位", "发文机构",
                                                              "制发机关", "生成机构"};
  std::string publisher;
  for (size_t i = 0; i < lines.size(); ++i) {
    const std::string text = WithoutSpace(lines[i]->text);
    absl::string_view rest = text;
    absl::ConsumePrefix(&rest, "【");
    absl::ConsumePrefix(&rest, "[");
    const bool is_key =
        std::any_of(kKeys.begin(), kKeys.end(), [&](absl::string_view k) { return absl::ConsumePrefix(&rest, k); });
    if (!is_key) continue;
    for (const absl::string_view mark : {"】", "]", "：", ":"}) absl::ConsumePrefix(&rest, mark);
    const std::string value =
        rest.empty() && i + 1 < lines.size() ? WithoutSpace(lines[i + 1]->text) : std::string(rest);
    if (!IsOrganName(value)) continue;
    if (!publisher.empty() && !IsSameOrgan(publisher, value)) return "";
    if (value.size() > publisher.size()) publisher = value;
  }
  return publisher;
}

}  // namespace nianbao::document::domain
