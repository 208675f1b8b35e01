#include "tests/property/document/layouts/docx_package.h"

#include "absl/strings/str_cat.h"
#include "tests/property/document/layouts/zip_archive.h"

namespace nianbao::testing {
namespace {

constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr char kWord[] = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
constexpr char kType[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr char kRelation[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr char kRelations[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

std::string ContentTypes() {
  return absl::StrCat(
      kHead, "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
      "<Override PartName=\"/word/document.xml\" ContentType=\"", kType, "document.main+xml\"/>",
      "<Override PartName=\"/word/numbering.xml\" ContentType=\"", kType, "numbering+xml\"/></Types>");
}

std::string Numbering() {
  return absl::StrCat(
      kHead, "<w:numbering ", kWord, "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>",
      "<w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>",
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
}

}  // namespace

std::string DocxPackage(const std::string& body) {
  const std::string document = absl::StrCat(
      kHead, "<w:document ", kWord, " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"",
      " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
      " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
      " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"",
      " xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>\n", body,
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>");
  return ZipArchive({
      {"[Content_Types].xml", ContentTypes()},
      {"_rels/.rels", absl::StrCat(kHead, kRelations, "<Relationship Id=\"rId1\" Type=\"", kRelation,
                                   "officeDocument\" Target=\"word/document.xml\"/></Relationships>")},
      {"word/document.xml", document},
      {"word/numbering.xml", Numbering()},
      {"word/_rels/document.xml.rels", absl::StrCat(kHead, kRelations, "<Relationship Id=\"rId1\" Type=\"", kRelation,
                                                    "numbering\" Target=\"numbering.xml\"/></Relationships>")},
  });
}

std::string TextBox(const std::string& paragraphs) {
  const std::string content = absl::StrCat("<w:txbxContent>", paragraphs, "</w:txbxContent>");
  return absl::StrCat(
      "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData uri=",
      "\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx>", content,
      "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>",
      "<v:shape><v:textbox>", content,
      "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "\n");
}

}  // namespace nianbao::testing
