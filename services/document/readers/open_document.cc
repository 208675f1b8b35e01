#include "services/document/readers/open_document.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/document/domain/file_ending.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/archive/archive.h"
#include "services/document/readers/docx/docx_reader.h"
#include "services/document/readers/html/html_reader.h"
#include "services/document/readers/html/mhtml.h"
#include "services/document/readers/office/office.h"
#include "services/document/readers/pdf/pdf_reader.h"
#include "services/document/readers/sniff/sniff.h"
#include "services/document/readers/spreadsheet/csv_reader.h"
#include "services/document/readers/spreadsheet/xlsx_reader.h"
#include "services/document/readers/text_reader.h"
#include "services/document/readers/unsupported.h"

namespace nianbao::document::readers {
namespace {

using domain::Budget;
using domain::Document;
using domain::File;

constexpr size_t kMostNames = 20;

absl::StatusOr<Document> Open(const File& file, Budget& budget, int depth);

// Entries that may be documents; neither what macOS adds nor what Word leaves behind.
std::vector<const Archive::Entry*> DocumentsIn(const Archive& archive) {
  std::vector<const Archive::Entry*> documents;
  for (const Archive::Entry& entry : archive.entries()) {
    const absl::string_view path = entry.name;
    const absl::string_view name = path.substr(path.rfind('/') + 1);
    const bool furniture = absl::StartsWith(path, "__MACOSX/") || absl::StartsWith(name, ".") ||
                           absl::StartsWith(name, "~$") || name == "Thumbs.db" || name == "desktop.ini";
    if (!entry.is_folder() && !furniture) documents.push_back(&entry);
  }
  return documents;
}

absl::Status SeveralDocuments(const std::vector<const Archive::Entry*>& documents) {
  status::Error error(
      absl::StatusCode::kInvalidArgument, "SEVERAL_DOCUMENTS",
      absl::StrCat("content: got an archive of ", documents.size(), " files, want one, or the name of one in entry"));
  for (size_t i = 0; i < std::min(documents.size(), kMostNames); ++i) {
    error.Meta(absl::StrCat("entry", i + 1), domain::Excerpt(documents[i]->name));
  }
  return error.Meta("entries", absl::StrCat(documents.size()))
      .Field("entry", "want the name of an entry")
      .Chinese(absl::StrCat("压缩包中有 ", documents.size(), " 个文件，请指明读取哪一个，或解压后分别导入。"));
}

absl::Status EntryUnknown(absl::string_view entry) {
  const std::string name = domain::Excerpt(entry);
  return status::Error(absl::StatusCode::kInvalidArgument, "ENTRY_UNKNOWN",
                       absl::StrCat("entry: got ", name, ", want an entry of the archive"))
      .Meta("entry", name)
      .Field("entry", "not in the archive")
      .Chinese(absl::StrCat("压缩包中没有文件“", name, "”。"));
}

void SetFile(const std::string& name, Document& document) {
  for (domain::Block& block : document.blocks) {
    if (auto* paragraph = std::get_if<domain::Paragraph>(&block)) {
      paragraph->place.file = name;
      continue;
    }
    for (domain::Row& row : std::get<domain::Table>(block).rows) {
      for (domain::Cell& cell : row.cells) cell.place.file = name;
    }
  }
}

absl::StatusOr<Document> OpenArchive(const File& file, Budget& budget, int depth) {
  ASSIGN_OR_RETURN(const Archive archive, Archive::Open(file.content, budget, depth));
  const std::vector<const Archive::Entry*> documents = DocumentsIn(archive);
  if (documents.empty()) return Unsupported(Kind::kUnknown, file.name);
  const Archive::Entry* entry = documents.front();
  if (!file.entry.empty()) {
    entry = archive.Find(file.entry);
    if (entry == nullptr) return EntryUnknown(file.entry);
  } else if (documents.size() > 1) {
    return SeveralDocuments(documents);
  }
  ASSIGN_OR_RETURN(const std::string content, archive.Unpack(*entry, budget));
  ASSIGN_OR_RETURN(Document document, Open({entry->name, content, ""}, budget, depth + 1));
  SetFile(entry->name, document);
  return document;
}

absl::StatusOr<Document> OpenOldWorkbook(absl::string_view content, Budget& budget) {
  ASSIGN_OR_RETURN(const std::string workbook, ConvertOffice(content, budget));
  return ReadXlsx(workbook, budget);
}

absl::StatusOr<Document> Open(const File& file, Budget& budget, int depth) {
  const Kind kind = Sniff(file.content);
  switch (kind) {
    case Kind::kText:
    case Kind::kJson:
      return domain::EndingOf(file.name) == ".csv" ? ReadCsv(file.content, budget) : ReadText(file.content, budget);
    case Kind::kHtml:
      return ReadHtml(file.content, budget);
    case Kind::kMhtml:
      return ReadMhtml(file.content, budget);
    case Kind::kDocx:
      return ReadDocx(file.content, budget);
    case Kind::kXlsx:
      return ReadXlsx(file.content, budget);
    case Kind::kPdf:
      return ReadPdf(file.content, budget);
    case Kind::kZip:
      return OpenArchive(file, budget, depth);
    case Kind::kRtf:
    case Kind::kOdt:
    case Kind::kOleWord:
      return ReadOffice(file.content, budget);
    case Kind::kOds:
    case Kind::kOleSheet:
      return OpenOldWorkbook(file.content, budget);
    default:
      return Unsupported(kind, file.name);
  }
}

}  // namespace

absl::StatusOr<Document> OpenDocument(const File& file, Budget& budget) { return Open(file, budget, 1); }

}  // namespace nianbao::document::readers
