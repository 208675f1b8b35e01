#include "libs/proof/counts_moved.h"

#include <google/protobuf/descriptor.h>

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "nianbao/aggregation/v1/aggregate.pb.h"

namespace nianbao::proof {

using aggregation::v1::Coverage;
using aggregation::v1::RootLink;

std::vector<CountsMove> CountsMoved(const RootLink& link, absl::Span<const int> above) {
  const google::protobuf::Descriptor& type = *Coverage::descriptor();
  const google::protobuf::Reflection& reflection = *Coverage::GetReflection();
  const auto counts = static_cast<size_t>(type.field_count());
  std::vector<CountsMove> moved(above.size(), CountsMove(counts));
  for (size_t node = 0; node < above.size(); ++node) {
    const auto& shown = link.nodes(static_cast<int>(node));
    for (size_t count = 0; count < counts; ++count) {
      const auto* field = type.field(static_cast<int>(count));
      const int64_t move = int64_t{reflection.GetInt32(shown.after().coverage(), field)} -
                           reflection.GetInt32(shown.before().coverage(), field);
      moved[node][count] += move;
      if (above[node] >= 0) moved[static_cast<size_t>(above[node])][count] -= move;
    }
  }
  return moved;
}

std::string MoveFault(const CountsMove& moved, bool reported) {
  const int64_t most = reported ? 1 : 0;
  for (size_t count = 0; count < moved.size(); ++count) {
    if (-most <= moved[count] && moved[count] <= most) continue;
    return absl::StrCat(Coverage::descriptor()->field(static_cast<int>(count))->name(), ": moved by ", moved[count],
                        ", want at most ", most);
  }
  return "";
}

}  // namespace nianbao::proof
