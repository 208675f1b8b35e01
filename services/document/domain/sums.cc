#include "services/document/domain/sums.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"

namespace nianbao::document::domain {
namespace {

constexpr absl::string_view kTotal = ".total";

bool Holds(const RowSum& sum, absl::Span<const std::optional<int64_t>> values) {
  if (!values[sum.total]) return false;
  absl::int128 parts = 0;
  for (const size_t part : sum.parts) {
    if (!values[part]) return false;
    parts += *values[part];
  }
  return parts == *values[sum.total] && parts != 0;
}

}  // namespace

std::vector<RowSum> SumsOf(absl::Span<const form::Cell* const> row) {
  std::map<std::string, RowSum> sums;
  std::vector<std::string> totals;
  for (size_t i = 0; i < row.size(); ++i) {
    const std::string& code = row[i]->code;
    const std::string group = code.substr(0, code.rfind('.'));
    if (absl::EndsWith(code, kTotal)) {
      sums[group].total = i;
      totals.push_back(group);
    } else {
      sums[group].parts.push_back(i);
    }
  }
  std::vector<RowSum> result;
  for (const std::string& group : totals) result.push_back(sums[group]);
  return result;
}

bool SumsConfirm(absl::Span<const RowSum> sums, absl::Span<const std::optional<int64_t>> values, size_t cell) {
  bool confirmed = false;
  for (const RowSum& sum : sums) {
    const bool concerned = sum.total == cell || std::find(sum.parts.begin(), sum.parts.end(), cell) != sum.parts.end();
    if (!concerned) continue;
    if (!Holds(sum, values)) return false;
    confirmed = true;
  }
  return confirmed;
}

}  // namespace nianbao::document::domain
