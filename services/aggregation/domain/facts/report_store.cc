#include "services/aggregation/domain/facts/report_store.h"

#include <cstring>
#include <new>
#include <type_traits>

#include "absl/container/inlined_vector.h"

namespace nianbao::aggregation {
namespace {

constexpr size_t kCacheLine = 64;

bool IsSmall(int64_t value) { return static_cast<int16_t>(value) == value; }

template <typename T>
using OfCells = absl::InlinedVector<T, form::CellVector::kSize>;

template <typename T>
std::byte* Lay(const OfCells<T>& values, std::byte* place) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::memcpy(place, values.data(), values.size() * sizeof(T));
  return place + values.size() * sizeof(T);
}

}  // namespace

const AcceptedReport* ReportStore::Keep(const form::CellVector& figures, int revision, int64_t accepted_at) {
  OfCells<AcceptedReport::Large> large;
  OfCells<AcceptedReport::Small> small;
  OfCells<AcceptedReport::EmptyCell> empty;
  for (int i = 0; i < form::CellVector::kSize; ++i) {
    const int64_t value = figures.value(i);
    if (figures.state(i) != form::CellState::kNumber) {
      empty.push_back({static_cast<uint8_t>(i), figures.state(i)});
    } else if (!IsSmall(value)) {
      large.push_back({value, static_cast<uint8_t>(i)});
    } else if (value != 0) {
      small.push_back({static_cast<int16_t>(value), static_cast<uint8_t>(i)});
    }
  }
  auto* const place =
      static_cast<std::byte*>(memory_.allocate(sizeof(AcceptedReport) + large.size() * sizeof(large[0]) +
                                                   small.size() * sizeof(small[0]) + empty.size() * sizeof(empty[0]),
                                               kCacheLine));
  auto* const report = new (place) AcceptedReport();
  report->accepted_at_ = accepted_at;
  report->revision_ = revision;
  report->large_count_ = static_cast<uint8_t>(large.size());
  report->small_count_ = static_cast<uint8_t>(small.size());
  report->empty_count_ = static_cast<uint8_t>(empty.size());
  Lay(empty, Lay(small, Lay(large, place + sizeof(AcceptedReport))));
  return report;
}

}  // namespace nianbao::aggregation
