// What one cell of a report holds. The report may be of any edition; it must be the one the cell's catalogue describes.
#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"

namespace nianbao::form {

// The figure, or nullopt when the field is not set or the cell is a text.
std::optional<int64_t> GetFigure(const Cell& cell, const google::protobuf::Message& report);
// Sets one figure of a report: a cell or one of the fee statement. The cell is no text. A mark on it is left alone.
void SetFigure(const Cell& cell, int64_t value, google::protobuf::Message& report);

// The text, or nullopt when the field is not set or the cell is no text.
std::optional<std::string> GetText(const Cell& cell, const google::protobuf::Message& report);
// Sets a cell that is a text. A mark on it is left alone.
void SetText(const Cell& cell, absl::string_view text, google::protobuf::Message& report);

// True when the field is set, whatever its kind.
bool HoldsValue(const Cell& cell, const google::protobuf::Message& report);
// Makes the field unset.
void ClearValue(const Cell& cell, google::protobuf::Message& report);

// The value as the form prints it: a decimal in the printed unit, a signed count with its sign, a text as it stands.
// nullopt when the field is not set.
std::optional<std::string> PrintedValue(const Cell& cell, const google::protobuf::Message& report);

}  // namespace nianbao::form
