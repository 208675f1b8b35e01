#include "services/document/readers/docx/docx_styles.h"

#include "services/document/readers/docx/docx_xml.h"

namespace nianbao::document::readers {
namespace {

// Longer chains are cycles.
constexpr size_t kAncestorsMax = 32;

}  // namespace

Styles::Styles(pugi::xml_node root) {
  for (const pugi::xml_node style : root.children("w:style")) {
    const std::string id = style.attribute("w:styleId").value();
    styles_.emplace(id, style);
    if (style.attribute("w:default").as_bool() && style.attribute("w:type").value() == absl::string_view("paragraph")) {
      default_paragraph_style_ = id;
    }
  }
}

std::vector<pugi::xml_node> Styles::Ancestry(absl::string_view id) const {
  std::vector<pugi::xml_node> ancestry;
  for (auto at = styles_.find(std::string(id)); at != styles_.end() && ancestry.size() < kAncestorsMax;
       at = styles_.find(ValueOf(at->second.child("w:basedOn")))) {
    ancestry.push_back(at->second);
  }
  return ancestry;
}

std::optional<ListPlace> Styles::ListPlaceOf(pugi::xml_node paragraph) const {
  const pugi::xml_node properties = paragraph.child("w:pPr");
  const pugi::xml_node own = properties.child("w:numPr");
  ListPlace place;
  if (const pugi::xml_node list = own.child("w:numId")) place.list = ValueOf(list);
  if (const pugi::xml_node level = own.child("w:ilvl")) place.level = NumberOf(level, 0);
  if (!place.list.empty()) {
    if (!place.level) place.level = 0;
    return place;
  }
  const pugi::xml_node named = properties.child("w:pStyle");
  const std::string style = named ? ValueOf(named) : default_paragraph_style_;
  for (const pugi::xml_node ancestor : Ancestry(style)) {
    const pugi::xml_node inherited = ancestor.child("w:pPr").child("w:numPr");
    if (const pugi::xml_node level = inherited.child("w:ilvl"); level && !place.level) place.level = NumberOf(level, 0);
    const pugi::xml_node list = inherited.child("w:numId");
    if (!list) continue;
    place.list = ValueOf(list);
    place.style = ancestor.attribute("w:styleId").value();
    return place;
  }
  return std::nullopt;
}

bool Styles::IsHidden(pugi::xml_node run_properties) const {
  if (const pugi::xml_node own = run_properties.child("w:vanish")) return IsOn(own);
  const pugi::xml_node named = run_properties.child("w:rStyle");
  if (!named) return false;
  for (const pugi::xml_node ancestor : Ancestry(ValueOf(named))) {
    if (const pugi::xml_node vanish = ancestor.child("w:rPr").child("w:vanish")) return IsOn(vanish);
  }
  return false;
}

}  // namespace nianbao::document::readers
