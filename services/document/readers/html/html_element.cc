#include "services/document/readers/html/html_element.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::document::readers {
namespace {

// Styles and names are short; a longer one is data.
constexpr size_t kLongestStyleBytes = 4'096;

absl::string_view NameOf(const GumboElement& element) {
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  return {name.data, name.length};
}

// The inline style in lower case and without spaces.
std::string StyleOf(const GumboElement& element) {
  std::string style;
  for (const char c : AttributeOf(element, "style").substr(0, kLongestStyleBytes)) {
    if (!absl::ascii_isspace(c)) style += absl::ascii_tolower(c);
  }
  return style;
}

bool IsStyledAway(const GumboElement& element) {
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  const std::string style = StyleOf(element);
  return absl::StrContains(style, "display:none") || absl::StrContains(style, "visibility:hidden") ||
         absl::StrContains(style, "mso-hide:all");
}

}  // namespace

const GumboElement* ElementOf(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT ? &node.v.element : nullptr;
}

absl::Span<const GumboNode* const> ChildrenOf(const GumboElement& element) {
  return {reinterpret_cast<const GumboNode* const*>(element.children.data), element.children.length};
}

absl::string_view AttributeOf(const GumboElement& element, const char* name) {
  const GumboAttribute* const attribute = gumbo_get_attribute(&element.attributes, name);
  return attribute == nullptr ? absl::string_view() : attribute->value;
}

bool IsDropped(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML) return true;
  switch (element.tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_DEL:
    // Glosses above the characters.
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
      return true;
    case GUMBO_TAG_UNKNOWN:
      // Settings that Word leaves in the page.
      if (absl::EqualsIgnoreCase(NameOf(element), "xml")) return true;
      break;
    default:
      break;
  }
  return IsStyledAway(element);
}

bool IsBlock(const GumboElement& element) {
  switch (element.tag) {
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PLAINTEXT:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_XMP:
      return true;
    default:
      return false;
  }
}

bool KeepsSpaces(const GumboElement& element) { return absl::StrContains(StyleOf(element), "white-space:pre-wrap"); }

int SpanOf(const GumboElement& element, const char* name, int max) {
  absl::string_view digits = absl::StripLeadingAsciiWhitespace(AttributeOf(element, name));
  absl::ConsumePrefix(&digits, "+");
  if (digits.empty() || !absl::ascii_isdigit(digits.front())) return 1;
  int span = 0;
  for (; !digits.empty() && absl::ascii_isdigit(digits.front()); digits.remove_prefix(1)) {
    span = std::min(max, span * 10 + (digits.front() - '0'));
  }
  return span;
}

}  // namespace nianbao::document::readers
