#include "tests/property/document/layouts/shapes.h"

#include "tests/property/document/layouts/docx_layouts.h"
#include "tests/property/document/layouts/html_layouts.h"
#include "tests/property/document/layouts/page_layouts.h"
#include "tests/property/document/layouts/sheet_layouts.h"
#include "tests/property/document/layouts/text_layouts.h"

namespace nianbao::testing {

const std::vector<Shape>& Shapes() {
  static const auto* const shapes = new std::vector<Shape>{
      {"word_text", ".txt", WriteWordText},
      {"word_text_crlf", ".txt", WriteWordTextCrLf},
      {"tab_rows", ".txt", WriteTabRows},
      {"pipe_rows", ".txt", WritePipeRows},
      {"pipe_rows_edged", ".txt", WriteEdgedPipeRows},
      {"pipe_rows_padded", ".txt", WritePaddedPipeRows, 94},
      {"markdown", ".md", WriteMarkdown},
      {"pipe_cells", ".txt", WritePipeCells, 99},
      {"pipe_cells_marked", ".txt", WriteMarkedPipeCells, 94},
      {"pipe_alone", ".txt", WriteLonePipes, 99},
      {"cell_paragraphs", ".txt", WriteCellParagraphs, 100, false},
      {"cell_lines", ".txt", WriteCellLines, 100, false},
      {"one_line", ".txt", WriteOneLine, 0, false},
      {"headings_only", ".txt", WriteHeadingsOnly, 0, true, false},
      {"small_tables", ".md", WriteSmallTables, 80},
      {"layout_text", ".txt", WriteLayoutText, 75},
      {"html", ".html", WriteHtml},
      {"html_word", ".html", WriteWordHtml},
      {"html_old", ".htm", WriteOldHtml},
      {"html_saved_page", ".html", WriteSavedPage},
      {"html_gb18030", ".html", WriteGb18030Page},
      {"html_unmerged", ".html", WriteUnmergedHtml},
      {"docx", ".docx", WriteDocx},
      {"docx_split_runs", ".docx", WriteSplitRunsDocx},
      {"docx_tracked", ".docx", WriteTrackedDocx},
      {"docx_nested", ".docx", WriteNestedDocx},
      {"docx_numbered", ".docx", WriteNumberedDocx},
      {"docx_text_box", ".docx", WriteTextBoxDocx},
      {"pdf", ".pdf", WritePdf},
      {"pdf_unruled", ".pdf", WriteUnruledPdf, 82},
      {"pdf_stacked", ".pdf", WriteStackedPdf},
      {"pdf_rotated", ".pdf", WriteRotatedPdf},
      {"csv", ".csv", WriteCsv},
      {"xlsx", ".xlsx", WriteWorkbook},
      {"xlsx_sections", ".xlsx", WriteWorkbookOfSections},
  };
  return *shapes;
}

}  // namespace nianbao::testing
