#include "services/document/readers/docx/docx_text.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/readers/docx/docx_xml.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

// Stands for what cannot be put into a line of text, so that no figure comes of it.
constexpr absl::string_view kUnknownSign = "\uFFFD";

void AppendCharacter(uint32_t c, std::string& text) {
  if (c == 0 || c > 0x10FFFF || U_IS_SURROGATE(c)) {
    absl::StrAppend(&text, kUnknownSign);
    return;
  }
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  text.append(bytes, size);
}

// Raised and lowered digits as signs of their own: 5 with a footnote mark 1 is not 51.
std::string Shifted(absl::string_view text, bool raised) {
  constexpr absl::string_view kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  constexpr absl::string_view kLowered[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  std::string shifted;
  for (const char c : text) {
    if (absl::ascii_isdigit(c)) {
      absl::StrAppend(&shifted, (raised ? kRaised : kLowered)[c - '0']);
    } else {
      shifted += c;
    }
  }
  return shifted;
}

// A sign of a symbol font. Those in the private area stay there: the same code is another sign in each font.
void AppendSymbol(pugi::xml_node symbol, std::string& text) {
  uint32_t c = 0;
  if (!absl::SimpleHexAtoi(symbol.attribute("w:char").value(), &c)) return;
  if (c >= 0x20 && c < 0x100) c += 0xF000;
  const bool digit = c >= 0xF030 && c <= 0xF039;
  if (digit && symbol.attribute("w:font").value() == absl::string_view("Symbol")) c -= 0xF000;
  AppendCharacter(c, text);
}

std::string TextOfElement(pugi::xml_node element) {
  const absl::string_view text = element.child_value();
  const bool preserved = element.attribute("xml:space").value() == absl::string_view("preserve");
  return std::string(preserved ? text : absl::StripAsciiWhitespace(text));
}

class Collector {
 public:
  explicit Collector(const Styles& styles) : styles_(styles) {}

  absl::Status Add(pugi::xml_node container) {
    return ForEachContent(container, [this](pugi::xml_node node) { return AddNode(node); });
  }

  ParagraphText Finish() && { return std::move(result_); }

 private:
  absl::Status AddNode(pugi::xml_node node) {
    if (Is(node, "w:r")) return AddRun(node);
    if (Is(node, "m:oMath")) return AddFormula(node);
    if (Is(node, "m:oMathPara")) return Add(node);
    return absl::OkStatus();
  }

  absl::Status AddRun(pugi::xml_node run) {
    const pugi::xml_node properties = run.child("w:rPr");
    const bool hidden = styles_.IsHidden(properties);
    const std::string shift = ValueOf(properties.child("w:vertAlign"));
    return ForEachContent(run, [&](pugi::xml_node node) -> absl::Status {
      if (Is(node, "w:fldChar")) {
        AddFieldMark(node.attribute("w:fldCharType").value());
        return absl::OkStatus();
      }
      if (hidden) return absl::OkStatus();
      if (Is(node, "w:t") && (shift == "superscript" || shift == "subscript")) {
        absl::StrAppend(&result_.text, Shifted(TextOfElement(node), shift == "superscript"));
        return absl::OkStatus();
      }
      return AddToText(node);
    });
  }

  absl::Status AddToText(pugi::xml_node node) {
    std::string& text = result_.text;
    if (Is(node, "w:t")) {
      absl::StrAppend(&text, TextOfElement(node));
    } else if (Is(node, "w:tab") || Is(node, "w:ptab")) {
      text += '\t';
    } else if (Is(node, "w:br") || Is(node, "w:cr")) {
      text += '\n';
    } else if (Is(node, "w:noBreakHyphen")) {
      text += '-';
    } else if (Is(node, "w:sym")) {
      AppendSymbol(node, text);
    } else if (Is(node, "w:drawing") || Is(node, "w:pict") || Is(node, "w:object")) {
      AddTextBoxes(node);
    } else if (Is(node, "w:r")) {
      return AddRun(node);
    }
    return absl::OkStatus();
  }

  // Of a field only the result is printed: what stands between "begin" and "separate" is its code.
  void AddFieldMark(absl::string_view mark) {
    if (mark == "begin") {
      fields_.push_back(result_.text.size());
    } else if (mark == "separate") {
      if (!fields_.empty() && fields_.back() != kInResult) {
        Cut(fields_.back());
        fields_.back() = kInResult;
      }
    } else if (mark == "end" && !fields_.empty()) {
      if (fields_.back() != kInResult) Cut(fields_.back());
      fields_.pop_back();
    }
  }

  void Cut(size_t size) {
    if (size < result_.text.size()) result_.text.resize(size);
  }

  // Of formulas only plain ones are text; a fraction or a root in one line would be another figure.
  absl::Status AddFormula(pugi::xml_node formula) {
    std::string text;
    for (const pugi::xml_node child : formula.children()) {
      if (!Is(child, "m:r")) {
        absl::StrAppend(&result_.text, kUnknownSign);
        return absl::OkStatus();
      }
      for (const pugi::xml_node part : child.children("m:t")) absl::StrAppend(&text, part.child_value());
    }
    absl::StrAppend(&result_.text, text);
    return absl::OkStatus();
  }

  // Does not look into the boxes themselves.
  void AddTextBoxes(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) {
      if (Is(child, "w:txbxContent")) {
        result_.text_boxes.push_back(child);
      } else {
        AddTextBoxes(Is(child, "mc:AlternateContent") ? ChosenAlternative(child) : child);
      }
    }
  }

  static constexpr size_t kInResult = std::string::npos;

  const Styles& styles_;
  ParagraphText result_;
  // Where the text of each open field begins, or kInResult.
  std::vector<size_t> fields_;
};

}  // namespace

absl::StatusOr<ParagraphText> TextOf(pugi::xml_node paragraph, const Styles& styles) {
  Collector collector(styles);
  RETURN_IF_ERROR(collector.Add(paragraph));
  ParagraphText result = std::move(collector).Finish();
  if (utf8::FirstBadByte(result.text).has_value()) {
    return Unreadable("text that is not UTF-8 in a paragraph", "a Word document",
                      "文件内容含有无法识别的字符，无法读取。请用 Word 或 WPS 打开后另存一份 .docx，再重新导入。");
  }
  return result;
}

}  // namespace nianbao::document::readers
