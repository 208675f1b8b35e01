#include "services/aggregation/domain/query/request_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "libs/form/catalogue.h"
#include "libs/status/error.h"

namespace nianbao::aggregation {
namespace {

constexpr size_t kIdSizeMax = 63;
constexpr size_t kLineBytesMax = 60;
constexpr size_t kSentencesMax = 5;

bool IsOrganName(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "organs/")) return false;
  return !name.empty() && name.size() <= kIdSizeMax && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

}  // namespace

RequestCheck& RequestCheck::Organ(absl::string_view path, absl::string_view name) {
  if (IsOrganName(name)) return *this;
  return Fault(
      path, absl::StrCat("got \"", name, "\", want organs/{id} with an id of 1 to 63 letters a-z, digits and hyphens"),
      absl::StrCat("“", name, "”不是机关的资源名，应为 organs/ 加 1 至 63 位小写字母、数字或连字符"));
}

RequestCheck& RequestCheck::Year(absl::string_view path, int year) {
  if (year >= kYearMin && year <= kYearMax) return *this;
  return Fault(path, absl::StrCat("got ", year, ", want ", kYearMin, " to ", kYearMax),
               absl::StrCat("年度 ", year, " 不在 ", kYearMin, " 至 ", kYearMax, " 之间"));
}

RequestCheck& RequestCheck::MinSequence(int64_t sequence) {
  if (sequence >= 0) return *this;
  return Fault("min_sequence", absl::StrCat("got ", sequence, ", want 0 or more"), "min_sequence 不能为负数");
}

RequestCheck& RequestCheck::Cell(absl::string_view path, absl::string_view code) {
  const form::Cell* const cell = form::Catalogue::Get().Find(code);
  if (cell != nullptr && cell->index < form::Catalogue::kCellCount) return *this;
  return Fault(path, absl::StrCat("got \"", code, "\", want a cell code of the tables of the form"),
               absl::StrCat("表中没有单元格“", code, "”，可用 nianbao form 查看全部单元格"));
}

RequestCheck& RequestCheck::Line(absl::string_view line) {
  if (line.size() <= kLineBytesMax) return *this;
  return Fault("line", absl::StrCat("got ", line.size(), " bytes, want at most ", kLineBytesMax),
               "条线名称过长，不能超过 20 个汉字");
}

RequestCheck& RequestCheck::PageSize(int size) {
  if (size >= 0) return *this;
  return Fault("page_size", absl::StrCat("got ", size, ", want 0 or more"), "每页条数不能是负数");
}

RequestCheck& RequestCheck::Count(absl::string_view path, int count, int least, int most, absl::string_view things,
                                  absl::string_view chinese) {
  if (count >= least && count <= most) return *this;
  return Fault(path, absl::StrCat("got ", count, " ", things, ", want ", least, " to ", most),
               absl::StrCat("一次可给 ", least, " 至 ", most, " ", chinese, "，现为 ", count));
}

RequestCheck& RequestCheck::Fault(absl::string_view path, std::string description, std::string chinese) {
  paths_.emplace_back(path);
  descriptions_.push_back(std::move(description));
  sentences_.push_back(std::move(chinese));
  return *this;
}

absl::Status RequestCheck::Result() const {
  if (paths_.empty()) return absl::OkStatus();
  status::Error error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                      absl::StrCat(paths_.front(), ": ", descriptions_.front()));
  for (size_t i = 0; i < paths_.size(); ++i) error.Field(paths_[i], descriptions_[i]);
  const size_t shown = std::min(kSentencesMax, sentences_.size());
  std::string chinese = absl::StrJoin(sentences_.begin(), sentences_.begin() + shown, "；");
  if (shown < sentences_.size()) absl::StrAppend(&chinese, "；等共 ", sentences_.size(), " 处");
  return error.Chinese(absl::StrCat(chinese, "。"));
}

}  // namespace nianbao::aggregation
