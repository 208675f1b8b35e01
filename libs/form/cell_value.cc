#include "libs/form/cell_value.h"

#include "absl/strings/str_cat.h"
#include "libs/form/decimal.h"

namespace nianbao::form {
namespace {

using google::protobuf::Message;

// The message that has the cell as its field, or nullptr when the field or a message above it is not set.
const Message* HolderOf(const Cell& cell, const Message& report) {
  const Message* message = &report;
  for (const auto* step : cell.path) {
    const auto& reflection = *message->GetReflection();
    if (!reflection.HasField(*message, step)) return nullptr;
    if (step != cell.path.back()) message = &reflection.GetMessage(*message, step);
  }
  return message;
}

Message& MutableHolderOf(const Cell& cell, Message& report) {
  Message* message = &report;
  for (size_t i = 0; i + 1 < cell.path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, cell.path[i]);
  }
  return *message;
}

}  // namespace

std::optional<int64_t> GetFigure(const Cell& cell, const Message& report) {
  if (cell.kind == CellKind::kText) return std::nullopt;
  const Message* holder = HolderOf(cell, report);
  if (holder == nullptr) return std::nullopt;
  return holder->GetReflection()->GetInt64(*holder, cell.path.back());
}

void SetFigure(const Cell& cell, int64_t value, Message& report) {
  Message& holder = MutableHolderOf(cell, report);
  holder.GetReflection()->SetInt64(&holder, cell.path.back(), value);
}

std::optional<std::string> GetText(const Cell& cell, const Message& report) {
  if (cell.kind != CellKind::kText) return std::nullopt;
  const Message* holder = HolderOf(cell, report);
  if (holder == nullptr) return std::nullopt;
  return holder->GetReflection()->GetString(*holder, cell.path.back());
}

void SetText(const Cell& cell, absl::string_view text, Message& report) {
  Message& holder = MutableHolderOf(cell, report);
  holder.GetReflection()->SetString(&holder, cell.path.back(), std::string(text));
}

bool HoldsValue(const Cell& cell, const Message& report) { return HolderOf(cell, report) != nullptr; }

void ClearValue(const Cell& cell, Message& report) {
  if (!HoldsValue(cell, report)) return;
  Message& holder = MutableHolderOf(cell, report);
  holder.GetReflection()->ClearField(&holder, cell.path.back());
}

std::optional<std::string> PrintedValue(const Cell& cell, const Message& report) {
  if (cell.kind == CellKind::kText) return GetText(cell, report);
  const auto value = GetFigure(cell, report);
  if (!value) return std::nullopt;
  const bool plus = cell.kind == CellKind::kSignedCount && *value > 0;
  return absl::StrCat(plus ? "+" : "", FormatDecimal(*value, cell.scale));
}

}  // namespace nianbao::form
