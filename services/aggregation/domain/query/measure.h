// What can be compared and ranked: the figure of a cell, or an indicator.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"
#include "nianbao/aggregation/v1/indicator.pb.h"
#include "services/aggregation/domain/node_total.h"
#include "services/aggregation/domain/query/request_check.h"

namespace nianbao::aggregation {

class Measure {
 public:
  // By cell code or id of an indicator.
  static std::optional<Measure> Find(absl::string_view name);
  explicit Measure(const form::Cell& cell) : cell_(&cell) {}

  bool is_cell() const { return cell_ != nullptr; }
  const std::string& name() const { return cell_ != nullptr ? cell_->code : indicator_->id(); }
  // What people call it.
  std::string printed_name() const { return cell_ != nullptr ? cell_->printed_name() : indicator_->title(); }

  // Its value in a total. OUT_OF_RANGE SUM_OVERFLOW.
  absl::StatusOr<v1::Measurement> In(const NodeTotal& total) const;

 private:
  explicit Measure(const v1::Indicator& indicator) : indicator_(&indicator) {}

  const form::Cell* cell_ = nullptr;
  const v1::Indicator* indicator_ = nullptr;
};

// Less than 0 when the value of a is less than that of b, 0 when they are equal. Both have one.
int Compare(const v1::Measurement& a, const v1::Measurement& b);

void CheckMeasure(absl::string_view path, absl::string_view name, RequestCheck& check);

}  // namespace nianbao::aggregation
