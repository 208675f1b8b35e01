#include "services/document/readers/html/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <new>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/status/try.h"
#include "services/document/readers/html/html_arena.h"
#include "services/document/readers/html/html_element.h"

namespace nianbao::document::readers {
namespace {

// The parser takes time with the square of the depth. This many unclosed elements still cost nothing, and no page that
// merely forgets some end tags has as many.
constexpr int kUnclosedForEachDepth = 16;

// Elements whose end tag may be left out, or which have none.
bool ClosesItself(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_COL:
    case GUMBO_TAG_COLGROUP:
    case GUMBO_TAG_OPTION:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_AREA:
    case GUMBO_TAG_PARAM:
    case GUMBO_TAG_EMBED:
      return true;
    default:
      return false;
  }
}

// Looks at the tags alone, without building anything.
absl::Status CheckTags(absl::string_view page, const domain::Limits& limits) {
  size_t elements = 0;
  size_t open = 0;
  std::array<size_t, GUMBO_TAG_LAST + 1> open_of_tag = {};
  for (size_t i = page.find('<'); i != absl::string_view::npos; i = page.find('<', i + 1)) {
    const bool closes = absl::StartsWith(page.substr(i), "</");
    const absl::string_view rest = page.substr(i + (closes ? 2 : 1));
    const size_t length = std::find_if_not(rest.begin(), rest.end(), absl::ascii_isalnum) - rest.begin();
    if (length == 0) continue;
    if (!closes) RETURN_IF_ERROR(domain::Budget::CheckAtMost("elements", ++elements, limits.elements_max));
    const GumboTag tag = gumbo_tagn_enum(rest.data(), static_cast<unsigned>(length));
    if (ClosesItself(tag)) continue;
    if (!closes) {
      ++open_of_tag[tag];
      ++open;
    } else if (open_of_tag[tag] > 0) {
      --open_of_tag[tag];
      --open;
    }
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("element_depth", open,
                                                static_cast<size_t>(limits.element_depth_max) * kUnclosedForEachDepth));
  }
  return absl::OkStatus();
}

// Keeps its own stack: a page can nest deeper than the program's.
absl::Status CheckDepth(const GumboNode& root, const domain::Limits& limits) {
  std::vector<std::pair<const GumboElement*, size_t>> open = {{&root.v.element, 1}};
  while (!open.empty()) {
    const auto [element, depth] = open.back();
    open.pop_back();
    RETURN_IF_ERROR(domain::Budget::CheckAtMost("element_depth", depth, limits.element_depth_max));
    for (const GumboNode* child : ChildrenOf(*element)) {
      if (const GumboElement* inner = ElementOf(*child)) open.emplace_back(inner, depth + 1);
    }
  }
  return absl::OkStatus();
}

void* Allocate(void* arena, size_t bytes) { return static_cast<HtmlArena*>(arena)->Allocate(bytes); }
void Deallocate(void*, void*) {}

// nullptr when the arena ended the parse. Holds nothing that a jump would leave behind.
const GumboOutput* ParseIn(HtmlArena& arena, const char* page, size_t bytes) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Allocate;
  options.deallocator = Deallocate;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.exit()) != 0) return nullptr;
  return gumbo_parse_with_options(&options, page, bytes);
}

}  // namespace

HtmlTree::HtmlTree(std::unique_ptr<HtmlArena> arena, const GumboNode* root) : arena_(std::move(arena)), root_(root) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

absl::StatusOr<HtmlTree> HtmlTree::Parse(absl::string_view page, const domain::Budget& budget) {
  RETURN_IF_ERROR(CheckTags(page, budget.limits()));
  auto arena = std::make_unique<HtmlArena>(budget);
  const GumboOutput* const output = ParseIn(*arena, page.data(), page.size());
  if (output == nullptr && arena->status().ok()) throw std::bad_alloc();
  if (output == nullptr) return arena->status();
  RETURN_IF_ERROR(CheckDepth(*output->root, budget.limits()));
  return HtmlTree(std::move(arena), output->root);
}

}  // namespace nianbao::document::readers
