#include "services/document/readers/docx/docx_package.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/status/try.h"
#include "services/document/readers/archive/archive.h"
#include "services/document/readers/docx/docx_xml.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

using Part = std::unique_ptr<pugi::xml_document>;

absl::StatusOr<Part> Parse(const Archive& archive, const Archive::Entry& entry, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::string bytes, archive.Unpack(entry, budget));
  return ParsePart(entry.name, bytes, budget);
}

// The folder of a part with "/" at its end; empty for the top.
absl::string_view FolderOf(absl::string_view part) { return part.substr(0, part.rfind('/') + 1); }

// Of a target as a relationship names it: "styles.xml", "../styles.xml" or "/word/styles.xml".
std::string Resolved(absl::string_view folder, absl::string_view target) {
  const std::string path = absl::StartsWith(target, "/") ? std::string(target) : absl::StrCat(folder, target);
  std::vector<absl::string_view> steps;
  for (const absl::string_view step : absl::StrSplit(path, '/', absl::SkipEmpty())) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != ".") {
      steps.push_back(step);
    }
  }
  return absl::StrJoin(steps, "/");
}

// The entry that a part (empty for the package) names for a purpose, such as "/styles"; nullptr when it names none.
absl::StatusOr<const Archive::Entry*> Related(const Archive& archive, absl::string_view part, absl::string_view purpose,
                                              domain::Budget& budget) {
  const absl::string_view folder = FolderOf(part);
  const Archive::Entry* entry = archive.Find(absl::StrCat(folder, "_rels/", part.substr(folder.size()), ".rels"));
  if (entry == nullptr) return nullptr;
  ASSIGN_OR_RETURN(const Part relations, Parse(archive, *entry, budget));
  for (const pugi::xml_node relation : relations->document_element().children()) {
    if (!absl::EndsWith(relation.attribute("Type").value(), purpose)) continue;
    if (relation.attribute("TargetMode").value() == absl::string_view("External")) continue;
    return archive.Find(Resolved(folder, relation.attribute("Target").value()));
  }
  return nullptr;
}

// nullptr when the document has no such part.
absl::StatusOr<Part> Companion(const Archive& archive, absl::string_view document, absl::string_view purpose,
                               domain::Budget& budget) {
  ASSIGN_OR_RETURN(const Archive::Entry* entry, Related(archive, document, absl::StrCat("/", purpose), budget));
  if (entry == nullptr) entry = archive.Find(absl::StrCat(FolderOf(document), purpose, ".xml"));
  if (entry == nullptr) return nullptr;
  return Parse(archive, *entry, budget);
}

absl::Status NoDocx() {
  return Unreadable(
      "an archive without a Word document", "a Word document (.docx)",
      "文件是压缩包，但里面没有 Word 文档内容。请检查是否选错了文件，或用 Word、WPS 打开后另存为 .docx。");
}

}  // namespace

absl::StatusOr<DocxPackage> OpenDocx(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const Archive archive, Archive::Open(content, budget));
  ASSIGN_OR_RETURN(const Archive::Entry* main, Related(archive, "", "/officeDocument", budget));
  if (main == nullptr) main = archive.Find("word/document.xml");
  if (main == nullptr) return NoDocx();
  DocxPackage package;
  ASSIGN_OR_RETURN(package.document, Parse(archive, *main, budget));
  if (!Is(package.document->document_element(), "w:document")) return NoDocx();
  ASSIGN_OR_RETURN(package.styles, Companion(archive, main->name, "styles", budget));
  ASSIGN_OR_RETURN(package.numbering, Companion(archive, main->name, "numbering", budget));
  return package;
}

}  // namespace nianbao::document::readers
