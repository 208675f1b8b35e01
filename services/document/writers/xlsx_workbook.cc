#include "services/document/writers/xlsx_workbook.h"

#include <sys/mman.h>
#include <unistd.h>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::document::writers {
namespace {

constexpr size_t kCellUnitsMax = 32'767;

size_t Utf16Units(absl::string_view text) {
  size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

absl::Status NoWorkbook(absl::string_view problem) {
  return status::Error(absl::StatusCode::kInternal, "DOCUMENT_NOT_WRITTEN", absl::StrCat("xlsx: ", problem))
      .Chinese("电子表格文件未能写出，可能是临时文件夹已满，请稍后重试。");
}

absl::StatusOr<std::string> BytesOf(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  if (size <= 0) return NoWorkbook("nothing was written");
  std::string bytes(size, '\0');
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (count <= 0) return NoWorkbook("cannot be read back");
    done += count;
  }
  return bytes;
}

}  // namespace

absl::Status CheckFits(const std::string& where, const std::string& text) {
  const size_t units = Utf16Units(text);
  if (units <= kCellUnitsMax) return absl::OkStatus();
  return status::Error(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                       absl::StrCat("report: got ", units, " characters in one paragraph of \"", where,
                                    "\", want at most ", kCellUnitsMax, " for a cell of a workbook"))
      .Field("report", absl::StrCat("want at most ", kCellUnitsMax, " characters in a paragraph"))
      .Chinese(absl::StrCat("“", where, "”有一段超过 ", kCellUnitsMax,
                            " 个字符，电子表格的一个单元格放不下。请分段，或写成 docx、html 文件。"));
}

absl::StatusOr<std::string> MakeWorkbook(std::string title, const std::function<lxw_error(lxw_workbook*)>& add) {
  // The library writes to a path; this one is memory.
  const int file = memfd_create("nianbao.xlsx", MFD_CLOEXEC);
  if (file < 0) return NoWorkbook("no memory for the file");
  const auto close_file = absl::MakeCleanup([file] { close(file); });
  lxw_workbook* workbook = workbook_new(absl::StrCat("/proc/self/fd/", file).c_str());
  if (workbook == nullptr) return NoWorkbook("no memory for the workbook");

  lxw_doc_properties properties = {};
  // Excel takes no more in this property.
  if (title.size() <= 255) properties.title = title.data();
  // Otherwise the present would stand in the file. 1 January 2020.
  properties.created = 1'577'836'800;
  workbook_set_properties(workbook, &properties);

  lxw_error error = add(workbook);
  const lxw_error closed = workbook_close(workbook);
  if (error == LXW_NO_ERROR) error = closed;
  if (error != LXW_NO_ERROR) return NoWorkbook(lxw_strerror(error));
  return BytesOf(file);
}

}  // namespace nianbao::document::writers
