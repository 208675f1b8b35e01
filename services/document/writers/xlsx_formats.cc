#include "services/document/writers/xlsx_formats.h"

#include "absl/strings/str_cat.h"

namespace nianbao::document::writers {
namespace {

using domain::PrintedCell;

constexpr char kFont[] = "宋体";
constexpr char kNoteFont[] = "楷体";

}  // namespace

lxw_format* XlsxFormats::Make(double size, bool bold, lxw_format_alignments align, bool wrap, const char* font) {
  lxw_format* format = workbook_add_format(workbook_);
  format_set_font_name(format, font);
  format_set_font_size(format, size);
  if (bold) format_set_bold(format);
  format_set_align(format, align);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (wrap) format_set_text_wrap(format);
  return format;
}

lxw_format* XlsxFormats::Title() {
  if (title_ == nullptr) title_ = Make(kTitleSize, true, LXW_ALIGN_CENTER, true, kFont);
  return title_;
}

lxw_format* XlsxFormats::Heading() {
  if (heading_ == nullptr) heading_ = Make(kTextSize, true, LXW_ALIGN_LEFT, false, kFont);
  return heading_;
}

lxw_format* XlsxFormats::Paragraph() {
  if (paragraph_ == nullptr) paragraph_ = Make(kTextSize, false, LXW_ALIGN_LEFT, true, kFont);
  return paragraph_;
}

lxw_format* XlsxFormats::Note() {
  if (note_ == nullptr) note_ = Make(kTableSize, false, LXW_ALIGN_LEFT, false, kNoteFont);
  return note_;
}

lxw_format* XlsxFormats::Broken() {
  if (broken_ != nullptr) return broken_;
  broken_ = workbook_add_format(workbook_);
  format_set_bg_color(broken_, 0xFFC7CE);
  format_set_font_color(broken_, 0x9C0006);
  return broken_;
}

lxw_format* XlsxFormats::Cell(const PrintedCell& cell, int decimals) {
  lxw_format*& format = cells_[{cell.role, cell.align, cell.number ? decimals : -1}];
  if (format != nullptr) return format;
  const auto align = cell.align == PrintedCell::Align::kLeft ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER;
  const bool wrap = !cell.number && cell.role != PrintedCell::Role::kCode;
  format = Make(kTableSize, false, align, wrap, cell.role == PrintedCell::Role::kNote ? kNoteFont : kFont);
  format_set_border(format, LXW_BORDER_THIN);
  if (cell.role == PrintedCell::Role::kCaption) format_set_bg_color(format, 0xC6D9F1);
  if (cell.role == PrintedCell::Role::kCode) format_set_font_color(format, LXW_COLOR_GRAY);
  if (cell.number) {
    const std::string digits = decimals == 0 ? "0" : absl::StrCat("0.", std::string(decimals, '0'));
    format_set_num_format(format, digits.c_str());
  }
  return format;
}

}  // namespace nianbao::document::writers
