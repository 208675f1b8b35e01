#include "services/aggregation/domain/watch/telling.h"

#include <utility>

namespace nianbao::aggregation {
namespace {

constexpr size_t kPartBytesMax = 3'000'000;
// Of the tag and length that stand before a message within another.
constexpr size_t kEnvelopeBytes = 6;

}  // namespace

void TellingWriter::Add(v1::Aggregate snapshot) {
  Reserve(snapshot.ByteSizeLong());
  *part_.add_snapshots() = std::move(snapshot);
}

void TellingWriter::Add(v1::AggregateDelta delta) {
  Reserve(delta.ByteSizeLong());
  delta_cells_ += delta.cells_size();
  *part_.add_deltas() = std::move(delta);
}

void TellingWriter::Add(v1::GoneTotal gone) {
  Reserve(gone.ByteSizeLong());
  *part_.add_gone() = std::move(gone);
}

Telling TellingWriter::Finish(int step, const v1::Position& position) {
  Reserve(position.ByteSizeLong());
  *part_.mutable_position() = position;
  Cut();
  return {.step = step, .parts = std::move(parts_)};
}

void TellingWriter::Reserve(size_t bytes) {
  bytes += kEnvelopeBytes;
  if (part_bytes_ > 0 && part_bytes_ + bytes > kPartBytesMax) Cut();
  part_bytes_ += bytes;
}

void TellingWriter::Cut() {
  part_.set_afresh(afresh_);
  parts_.push_back(part_.SerializeAsString());
  part_.Clear();
  part_bytes_ = 0;
}

}  // namespace nianbao::aggregation
