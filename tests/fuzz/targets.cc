#include "tests/fuzz/targets.h"

#include <cstdlib>
#include <string>

#include "libs/utf8/utf8.h"
#include "services/document/domain/json_report.h"
#include "services/document/domain/read_document.h"
#include "services/document/domain/recognise.h"
#include "services/document/readers/docx/docx_reader.h"
#include "services/document/readers/html/html_reader.h"
#include "services/document/readers/html/mhtml.h"
#include "services/document/readers/layout/layout_text.h"
#include "services/document/readers/open_document.h"
#include "services/document/readers/pdf/pdf_reader.h"
#include "services/document/readers/spreadsheet/csv_reader.h"
#include "services/document/readers/spreadsheet/xlsx_reader.h"
#include "services/document/readers/text_reader.h"
#include "tests/fuzz/archive_parts.h"
#include "tests/fuzz/document_text.h"
#include "tests/fuzz/promise.h"
#include "tests/fuzz/try_config.h"
#include "tests/fuzz/try_event_log.h"
#include "tests/fuzz/try_resume_token.h"
#include "tests/fuzz/try_rulebook.h"

namespace nianbao::fuzz {
namespace {

using document::domain::Budget;
using document::domain::Document;
using document::domain::Limits;
namespace domain = document::domain;
namespace readers = document::readers;

using Reader = absl::StatusOr<Document> (*)(absl::string_view, Budget&);

// Small enough to be met by inputs that a fuzzer makes.
Limits SmallLimits() {
  Limits limits;
  limits.unpacked_bytes_max = 4 << 20;
  limits.elements_max = 20'000;
  limits.tree_bytes_max = 16 << 20;
  limits.cells_max = 5'000;
  limits.columns_max = 200;
  limits.pages_max = 20;
  return limits;
}

template <Reader reader>
void Read(absl::string_view input) {
  const Limits limits = SmallLimits();
  Budget budget(limits);
  const auto document = reader(input, budget);
  ExpectRead(document, limits);
  if (document.ok()) ExpectReport(domain::Recognise(*document));
}

template <Reader reader>
void ReadArchive(absl::string_view input) {
  Read<reader>(ArchiveOf(input));
}

// ReadLayoutText takes well-formed text only.
void ReadLayout(absl::string_view input) { Read<readers::ReadLayoutText>(utf8::WellFormed(input)); }

void ExpectResponse(const absl::StatusOr<document::v1::ReadDocumentResponse>& response) {
  if (!response.ok()) ExpectRefusal(response.status());
}

void ReadJson(absl::string_view input) { ExpectResponse(domain::ReadJsonReport(input)); }

void ReadAny(absl::string_view input) {
  // No LibreOffice: it is not what is tried here.
  static const bool alone = setenv("PATH", "", 1) == 0;
  static_cast<void>(alone);
  document::v1::ReadDocumentRequest request;
  request.set_content(std::string(ArchiveOf(input)));
  ExpectResponse(domain::ReadDocument(request, readers::OpenDocument, SmallLimits()));
}

void Recognise(absl::string_view input) { ExpectReport(domain::Recognise(DocumentOf(input))); }

}  // namespace

absl::Span<const Target> Targets() {
  static constexpr Target kTargets[] = {
      {"config", TryConfig},
      {"csv", Read<readers::ReadCsv>},
      {"document", ReadAny},
      {"docx", ReadArchive<readers::ReadDocx>},
      {"event_log", TryEventLog},
      {"html", Read<readers::ReadHtml>},
      {"json", ReadJson},
      {"layout", ReadLayout},
      {"mhtml", Read<readers::ReadMhtml>},
      {"pdf", Read<readers::ReadPdf>},
      {"recognise", Recognise},
      {"resume_token", TryResumeToken},
      {"rulebook", TryRulebook},
      {"text", Read<readers::ReadText>},
      {"xlsx", ReadArchive<readers::ReadXlsx>},
  };
  return kTargets;
}

}  // namespace nianbao::fuzz
