#include "services/document/readers/docx/docx_xml.h"

#include <algorithm>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/try.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

using Prefixes = std::map<std::string, std::string, std::less<>>;

// Tags and attributes, and more when text holds the same signs. They are counted before the parsing, since each becomes
// a node many times its size.
size_t CountMarkup(absl::string_view bytes) {
  size_t count = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '=' || (bytes[i] == '<' && i + 1 < bytes.size() && bytes[i + 1] != '/')) ++count;
  }
  return count;
}

// The prefixes that the root gives to the namespaces we know, where they differ from ours.
Prefixes ForeignPrefixes(pugi::xml_node root) {
  constexpr absl::string_view kDeclaration = "xmlns:";
  Prefixes foreign;
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const absl::string_view name = attribute.name();
    const absl::string_view uri = attribute.value();
    if (!absl::StartsWith(name, kDeclaration) && name != "xmlns") continue;
    std::string prefix(name == "xmlns" ? "" : name.substr(kDeclaration.size()));
    std::string ours;
    if (uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
        uri == "http://purl.oclc.org/ooxml/wordprocessingml/main") {
      ours = "w";
    } else if (uri == "http://schemas.openxmlformats.org/markup-compatibility/2006") {
      ours = "mc";
    }
    if (!ours.empty() && prefix != ours) foreign.emplace(std::move(prefix), std::move(ours));
  }
  return foreign;
}

// The name with our prefix; empty when it has it already.
std::string Renamed(absl::string_view name, const Prefixes& foreign) {
  const size_t colon = name.find(':');
  const bool bare = colon == absl::string_view::npos;
  const auto found = foreign.find(std::string(bare ? "" : name.substr(0, colon)));
  if (found == foreign.end()) return "";
  return absl::StrCat(found->second, ":", bare ? name : name.substr(colon + 1));
}

void Rename(pugi::xml_node node, const Prefixes& foreign) {
  if (const std::string name = Renamed(node.name(), foreign); !name.empty()) node.set_name(name.c_str());
  for (pugi::xml_attribute attribute : node.attributes()) {
    if (!absl::StrContains(attribute.name(), ':')) continue;
    if (const std::string name = Renamed(attribute.name(), foreign); !name.empty()) attribute.set_name(name.c_str());
  }
}

absl::Status CheckDepthAndRename(pugi::xml_node root, const Prefixes& foreign, int depth_max) {
  int depth = 1;
  for (pugi::xml_node node = root;;) {
    if (!foreign.empty() && node.type() == pugi::node_element) Rename(node, foreign);
    if (node.first_child()) {
      RETURN_IF_ERROR(domain::Budget::CheckAtMost("element_depth", ++depth, depth_max));
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == root) return absl::OkStatus();
    node = node.next_sibling();
  }
}

absl::Status NoXml(absl::string_view part, absl::string_view defect, ptrdiff_t offset) {
  return Unreadable(absl::StrCat(part, " that is no XML (", defect, " at byte ", offset, ")"), "a Word document",
                    "文件内容已损坏，无法读取。请用 Word 或 WPS 打开后另存一份 .docx，再重新导入。")
      .Meta("part", part)
      .Meta("offset", absl::StrCat(offset));
}

absl::Status HasDoctype(absl::string_view part) {
  return Unreadable(
             absl::StrCat("a DOCTYPE in ", part), "XML without DTD",
             "文件内含 Word 从不写入的 DOCTYPE 声明，可能是恶意文件，未读取。请用 Word 或 WPS 打开确认后另存一份。")
      .Meta("part", part);
}

bool IsWrapper(pugi::xml_node node) {
  constexpr absl::string_view kWrappers[] = {"w:sdt",       "w:sdtContent", "w:ins",       "w:moveTo",
                                             "w:hyperlink", "w:smartTag",   "w:customXml", "w:fldSimple",
                                             "w:dir",       "w:bdo",        "w:ruby",      "w:rubyBase"};
  return std::find(std::begin(kWrappers), std::end(kWrappers), absl::string_view(node.name())) != std::end(kWrappers);
}

// Extensions of WordprocessingML whose content this reader finds.
bool IsUnderstood(absl::string_view prefixes) {
  constexpr absl::string_view kUnderstood[] = {"wps", "wpg", "wpc", "w14", "w15", "w16", "wp14"};
  const std::vector<absl::string_view> required = absl::StrSplit(prefixes, ' ', absl::SkipEmpty());
  return std::all_of(required.begin(), required.end(), [&](absl::string_view prefix) {
    return std::find(std::begin(kUnderstood), std::end(kUnderstood), prefix) != std::end(kUnderstood);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParsePart(absl::string_view part, absl::string_view bytes,
                                                              const domain::Budget& budget) {
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("elements", CountMarkup(bytes), budget.limits().elements_max));
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result = document->load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  for (const pugi::xml_node node : document->children()) {
    if (node.type() == pugi::node_doctype) return HasDoctype(part);
  }
  if (!result) return NoXml(part, result.description(), result.offset);
  const pugi::xml_node root = document->document_element();
  RETURN_IF_ERROR(CheckDepthAndRename(root, ForeignPrefixes(root), budget.limits().element_depth_max));
  RETURN_IF_ERROR(budget.CheckTime());
  return document;
}

bool Is(pugi::xml_node node, absl::string_view name) { return node.name() == name; }

std::string ValueOf(pugi::xml_node property) { return property.attribute("w:val").value(); }

int NumberOf(pugi::xml_node property, int otherwise) {
  int number = 0;
  return absl::SimpleAtoi(ValueOf(property), &number) ? number : otherwise;
}

bool IsOn(pugi::xml_node property) {
  const std::string value = ValueOf(property);
  return property && value != "0" && value != "false" && value != "off";
}

absl::Status ForEachContent(pugi::xml_node container, absl::FunctionRef<absl::Status(pugi::xml_node)> visit) {
  for (const pugi::xml_node child : container.children()) {
    if (Is(child, "w:del") || Is(child, "w:moveFrom")) continue;
    if (Is(child, "mc:AlternateContent")) {
      RETURN_IF_ERROR(ForEachContent(ChosenAlternative(child), visit));
    } else if (IsWrapper(child)) {
      RETURN_IF_ERROR(ForEachContent(child, visit));
    } else {
      RETURN_IF_ERROR(visit(child));
    }
  }
  return absl::OkStatus();
}

pugi::xml_node ChosenAlternative(pugi::xml_node alternatives) {
  for (const pugi::xml_node choice : alternatives.children("mc:Choice")) {
    if (IsUnderstood(choice.attribute("Requires").value())) return choice;
  }
  const pugi::xml_node fallback = alternatives.child("mc:Fallback");
  return fallback ? fallback : alternatives.child("mc:Choice");
}

}  // namespace nianbao::document::readers
