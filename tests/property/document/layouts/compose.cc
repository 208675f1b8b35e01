#include "tests/property/document/layouts/compose.h"

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace nianbao::testing {

void Compose(const PrintedReport& report, const std::function<void(TextKind, const std::string&)>& text,
             const std::function<void(const PrintedTable&)>& table) {
  const auto block = [&](const PrintedBlock& printed) {
    if (const auto* const paragraph = std::get_if<std::string>(&printed)) {
      text(TextKind::kParagraph, *paragraph);
    } else {
      table(std::get<PrintedTable>(printed));
    }
  };
  for (const PrintedBlock& printed : report.front) block(printed);
  for (const std::string& line : report.title) text(TextKind::kTitle, line);
  for (const std::string& paragraph : report.preamble) text(TextKind::kParagraph, paragraph);
  for (const PrintedSection& section : report.sections) {
    const std::string heading = section.mark + section.heading;
    if (!heading.empty()) text(TextKind::kHeading, heading);
    for (const PrintedBlock& printed : section.blocks) block(printed);
  }
}

std::string Unbroken(const std::string& text) { return absl::StrReplaceAll(text, {{"\n", ""}}); }

std::vector<std::string> BrokenLines(const std::string& text) { return absl::StrSplit(text, '\n'); }

std::vector<std::vector<std::string>> TextsOf(const PrintedTable& table, Merged merged) {
  std::vector<std::vector<std::string>> rows;
  for (const std::vector<Slot>& slots : SlotsOf(table)) {
    std::vector<std::string> texts;
    for (const Slot& slot : slots) {
      if (slot.covered && merged == Merged::kGone) continue;
      texts.push_back(slot.covered ? "" : Unbroken(slot.cell->text));
      if (merged == Merged::kEmpty) texts.resize(texts.size() + static_cast<size_t>(slot.cell->columns) - 1);
    }
    rows.push_back(std::move(texts));
  }
  return rows;
}

}  // namespace nianbao::testing
