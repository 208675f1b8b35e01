#include "services/document/readers/spreadsheet/xlsx_package.h"

#include <zip.h>

#include <algorithm>
#include <cstddef>
#include <new>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/status/try.h"
#include "services/document/domain/encoding.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

constexpr size_t kChunkBytes = 64 << 10;
// Unpacked before the ratio counts.
constexpr size_t kFreeOfRatioBytes = 1 << 20;

absl::Status DamagedPackage(absl::string_view got) {
  return Unreadable(got, "an xlsx workbook",
                    "这个文件不是完好的 xlsx 工作簿。请用表格软件打开后另存为“Excel 工作簿（*.xlsx）”，再重新导入；"
                    "设有打开密码的请先取消密码。");
}

absl::Status BadEntry(absl::string_view got, absl::string_view name, zip_error_t* error) {
  if (zip_error_code_zip(error) == ZIP_ER_MEMORY) throw std::bad_alloc();
  return DamagedPackage(absl::StrCat(got, name));
}

absl::Status HasDoctype(absl::string_view part) {
  return Unreadable(
             absl::StrCat("a DOCTYPE in ", part), "XML without DTD",
             "文件内含表格软件从不写入的 DOCTYPE 声明，可能是恶意文件，未读取。请用 Excel 或 WPS 打开确认后另存一份。")
      .Meta("part", part);
}

// About as many as the tree takes memory for: a tag is half an element, an attribute a quarter.
size_t ElementsIn(absl::string_view xml) {
  return std::count(xml.begin(), xml.end(), '<') / 2 + std::count(xml.begin(), xml.end(), '=') / 4;
}

}  // namespace

XlsxPackage::XlsxPackage(Archive archive, domain::Budget& budget) : archive_(std::move(archive)), budget_(&budget) {}

absl::StatusOr<XlsxPackage> XlsxPackage::Open(absl::string_view content, domain::Budget& budget) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(content.data(), content.size(), 0, &error);
  zip_t* const opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (opened == nullptr) {
    if (zip_error_code_zip(&error) == ZIP_ER_MEMORY) throw std::bad_alloc();
    const std::string reason = zip_error_strerror(&error);
    if (source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return DamagedPackage(absl::StrCat("no archive (", reason, ")"));
  }
  Archive archive(opened, zip_discard);
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("entries", zip_get_num_entries(opened, 0), budget.limits().entries_max));
  return XlsxPackage(std::move(archive), budget);
}

absl::StatusOr<std::optional<std::string>> XlsxPackage::Unpack(const std::string& name) {
  zip_stat_t stat;
  if (zip_stat(archive_.get(), name.c_str(), ZIP_FL_NOCASE, &stat) != 0) return std::nullopt;
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_.get(), stat.index, 0),
                                                               zip_fclose);
  if (file == nullptr) return BadEntry("an entry that does not open, ", name, zip_get_error(archive_.get()));
  const size_t ratio_max = budget_->limits().unpack_ratio_max;
  const size_t packed = std::min<size_t>(stat.comp_size, budget_->limits().input_bytes_max);
  std::string bytes;
  std::vector<char> chunk(kChunkBytes);
  for (;;) {
    const zip_int64_t read = zip_fread(file.get(), chunk.data(), chunk.size());
    if (read < 0) return BadEntry("an entry that does not unpack, ", name, zip_file_get_error(file.get()));
    if (read == 0) return bytes;
    RETURN_IF_ERROR(budget_->SpendUnpacked(static_cast<size_t>(read)));
    bytes.append(chunk.data(), static_cast<size_t>(read));
    if (bytes.size() > kFreeOfRatioBytes + packed * ratio_max) {
      return domain::Budget::CheckAtMost("unpack_ratio", ratio_max + 1, ratio_max);
    }
  }
}

absl::StatusOr<std::unique_ptr<pugi::xml_document>> XlsxPackage::Part(absl::string_view name) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes, Unpack(std::string(name)));
  if (!bytes) return nullptr;
  ASSIGN_OR_RETURN(const std::string text, domain::ToUtf8(*bytes));
  RETURN_IF_ERROR(domain::Budget::CheckAtMost("elements", ElementsIn(text), budget_->limits().elements_max));
  RETURN_IF_ERROR(budget_->CheckTime());
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result result =
      document->load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (result.status == pugi::status_out_of_memory) throw std::bad_alloc();
  for (const pugi::xml_node node : document->children()) {
    if (node.type() == pugi::node_doctype) return HasDoctype(name);
  }
  if (!result) return DamagedPackage(absl::StrCat("a part that is no XML, ", name, " (", result.description(), ")"));
  return document;
}

absl::string_view LocalName(absl::string_view name) {
  const size_t colon = name.find(':');
  return colon == absl::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node ChildOf(const pugi::xml_node& node, absl::string_view name) {
  return node.find_child([name](const pugi::xml_node& child) { return LocalName(child.name()) == name; });
}

absl::string_view AttributeOf(const pugi::xml_node& node, absl::string_view name) {
  return node.find_attribute([name](const pugi::xml_attribute& it) { return LocalName(it.name()) == name; }).value();
}

}  // namespace nianbao::document::readers
