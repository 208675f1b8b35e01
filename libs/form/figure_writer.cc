#include "libs/form/figure_writer.h"

#include <algorithm>

namespace nianbao::form {
namespace {

bool ShareMessage(const Cell& a, const Cell& b) {
  return a.path.size() == b.path.size() && std::equal(a.path.begin(), a.path.end() - 1, b.path.begin());
}

}  // namespace

void FigureWriter::Set(const Cell& cell, int64_t value) {
  if (last_ == nullptr || !ShareMessage(cell, *last_)) {
    holder_ = &report_;
    for (size_t i = 0; i + 1 < cell.path.size(); ++i) {
      holder_ = holder_->GetReflection()->MutableMessage(holder_, cell.path[i]);
    }
    last_ = &cell;
  }
  holder_->GetReflection()->SetInt64(holder_, cell.path.back(), value);
}

}  // namespace nianbao::form
