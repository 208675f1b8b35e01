#include "services/document/domain/written_sections.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/form/catalogue.h"
#include "services/document/domain/normalise.h"
#include "services/document/domain/recognise_headings.h"

namespace nianbao::document::domain {
namespace {

using finding::v1::SEVERITY_INFO;
using finding::v1::SEVERITY_WARNING;

constexpr absl::string_view kBookmark = "[bookmark:";

std::string WithoutBookmarks(absl::string_view text) {
  std::string result;
  for (size_t mark; (mark = text.find(kBookmark)) != absl::string_view::npos;) {
    const size_t end = text.find(']', mark);
    if (end == absl::string_view::npos) break;
    absl::StrAppend(&result, text.substr(0, mark));
    text.remove_prefix(end + 1);
  }
  absl::StrAppend(&result, text);
  return result;
}

// One section of a document while its text is gathered.
struct Written {
  std::vector<std::string> lines;
  // The first text, for findings.
  const PlacedText* first = nullptr;
  // Headings under which text stands.
  int headings_with_text = 0;
};

// printed is the text, or its end when a heading stands before it.
void AddLine(absl::string_view printed, const PlacedText& text, Written& section) {
  const std::string clean = WithoutBookmarks(printed);
  const absl::string_view line = Trimmed(clean);
  if (line.empty()) return;
  section.lines.emplace_back(line);
  if (section.first == nullptr) section.first = &text;
}

std::map<int, Written> Gather(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                              const std::vector<bool>& taken) {
  std::map<int, Written> sections;
  int section = 0;
  bool counted = false;
  for (size_t i = 0; i < items.size(); ++i) {
    if (const auto heading = headings.find(i); heading != headings.end()) {
      section = heading->second;
      Written& begun = sections[section];
      const PlacedText& text = *SingleText(items[i]);
      const size_t before = begun.lines.size();
      AddLine(TextAfterHeading(text.text, section), text, begun);
      counted = begun.lines.size() > before;
      if (counted) ++begun.headings_with_text;
      continue;
    }
    if (section == 0 || taken[i]) continue;
    Written& written = sections[section];
    const size_t before = written.lines.size();
    if (items[i].paragraph != nullptr) {
      AddLine(items[i].paragraph->text, *items[i].paragraph, written);
    } else {
      for (const Cell& cell : items[i].row->cells) AddLine(cell.text, cell, written);
    }
    if (!counted && written.lines.size() > before) {
      ++written.headings_with_text;
      counted = true;
    }
  }
  return sections;
}

Sentence Named(const form::SectionTitle& section) {
  return {absl::StrCat("第", section.number, "部分“", section.heading.text, "”"),
          absl::StrCat("section ", section.number, " \"", section.heading.text, "\"")};
}

void CheckSection(const form::SectionTitle& section, const std::map<int, Written>& sections, Findings& findings) {
  const Sentence name = Named(section);
  const std::string instance = absl::StrCat(section.number);
  const auto written = sections.find(section.number);
  if (written == sections.end()) {
    findings.push_back(
        MakeFinding("document.section_missing", instance, SEVERITY_WARNING,
                    {absl::StrCat("没有找到", name.zh_cn, "的标题。请检查该部分是否缺失，标题是否单独成行。"),
                     absl::StrCat("the heading of ", name.en,
                                  " was not found; see whether it stands on a line of its "
                                  "own")}));
    return;
  }
  const bool tabulated = section.number >= 2 && section.number <= 4;
  if (!tabulated && written->second.headings_with_text > 1) {
    findings.push_back(MakeFinding("document.section_repeated", instance, SEVERITY_WARNING,
                                   {absl::StrCat(name.zh_cn, "的标题出现了不止一次，各处文字已依次连接。请核对。"),
                                    absl::StrCat("the heading of ", name.en,
                                                 " stands there more than once; the texts "
                                                 "were joined, check them")}));
  }
  if (tabulated && written->second.first != nullptr) {
    findings.push_back(MakeFinding("document.text_not_kept", instance, SEVERITY_INFO,
                                   {absl::StrCat(name.zh_cn, "的表格之外还有文字，规定格式中没有它的位置，未保存。"),
                                    absl::StrCat("text beside the table of ", name.en,
                                                 " has no place in the form and "
                                                 "was not kept")}));
    *findings.back().mutable_place() = PlaceOf(*written->second.first);
  }
}

}  // namespace

form::v1::Narrative ReadWrittenSections(absl::Span<const Item> items, const std::map<size_t, int>& headings,
                                        const std::vector<bool>& taken, Findings& findings) {
  std::map<int, Written> sections = Gather(items, headings, taken);
  for (const form::SectionTitle& section : form::Catalogue::Get().sections()) CheckSection(section, sections, findings);
  form::v1::Narrative narrative;
  narrative.set_overview(absl::StrJoin(sections[1].lines, "\n"));
  narrative.set_problems_and_improvements(absl::StrJoin(sections[5].lines, "\n"));
  narrative.set_other_matters(absl::StrJoin(sections[6].lines, "\n"));
  return narrative;
}

}  // namespace nianbao::document::domain
