#include "services/document/readers/office/office.h"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "libs/utf8/utf8.h"
#include "services/document/domain/normalise.h"
#include "services/document/readers/docx/docx_reader.h"
#include "services/document/readers/office/bounded_program.h"
#include "services/document/readers/office/office_profile.h"
#include "services/document/readers/office/temporary_folder.h"
#include "services/document/readers/sniff/sniff.h"
#include "services/document/readers/unreadable.h"

namespace nianbao::document::readers {
namespace {

struct Conversion {
  // Endings, without point.
  std::string from;
  std::string to;
};

std::optional<Conversion> ConversionOf(Kind kind) {
  switch (kind) {
    case Kind::kOleWord:
    case Kind::kOle:
      return Conversion{"doc", "docx"};
    case Kind::kRtf:
      return Conversion{"rtf", "docx"};
    case Kind::kOdt:
      return Conversion{"odt", "docx"};
    case Kind::kOleSheet:
      return Conversion{"xls", "xlsx"};
    case Kind::kOds:
      return Conversion{"ods", "xlsx"};
    default:
      return std::nullopt;
  }
}

std::string PathVariable() {
  const char* path = getenv("PATH");
  return path == nullptr ? "" : path;
}

// The path of soffice; empty when it is not installed.
std::string OfficeProgram() {
  for (const absl::string_view folder : absl::StrSplit(PathVariable(), ':', absl::SkipEmpty())) {
    std::string program = absl::StrCat(folder, "/soffice");
    if (access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

absl::Status Unsupported(absl::string_view got, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_FORMAT",
                       absl::StrCat("content: got ", got, ", want .docx or another format that needs no conversion"))
      .Field("content", got)
      .Chinese(chinese);
}

absl::Status NotInstalled(absl::string_view ending) {
  return Unsupported(
      absl::StrCat("an old office file (.", ending, ") where no LibreOffice is installed"),
      ending == "xls" || ending == "ods"
          ? "本机没有安装 LibreOffice，不能直接读取旧格式的电子表格。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
          : "本机没有安装 LibreOffice，不能直接读取旧格式的 Word 或 WPS 文件。请用 Word 或 WPS 打开，另存为 .docx "
            "后再导入。");
}

absl::Status NotConverted(const ProgramEnd& end) {
  const std::string output = utf8::FirstBadByte(end.output) ? "" : domain::Excerpt(end.output);
  return Unreadable(
             "a file that LibreOffice cannot read", "an office file without password",
             "文件设有密码、已损坏，或不是 Word、WPS 文件，无法读取。请用 Word 或 WPS 打开后另存为 .docx，再重新导入。")
      .Meta("exitStatus", absl::StrCat(end.exit_status))
      .Meta("output", output);
}

bool Write(const std::string& path, absl::string_view content) {
  std::ofstream file(path, std::ios::binary);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  return file.good();
}

std::vector<std::string> Environment(const std::string& folder) {
  return {absl::StrCat("PATH=", PathVariable()), absl::StrCat("HOME=", folder), absl::StrCat("TMPDIR=", folder),
          "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"};
}

// The content of a converted file; nullopt when there is none.
absl::StatusOr<std::optional<std::string>> Result(const std::string& path, domain::Budget& budget) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size == 0) return std::nullopt;
  RETURN_IF_ERROR(budget.SpendUnpacked(size));
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(content).str();
}

}  // namespace

absl::StatusOr<std::string> ConvertOffice(absl::string_view content, domain::Budget& budget) {
  const Kind kind = Sniff(content);
  const std::optional<Conversion> conversion = ConversionOf(kind);
  if (kind == Kind::kWordXml) {
    // LibreOffice loses merged cells of such files, and cells beyond a missing grid.
    return Unsupported("Word's XML in one file",
                       "文件是 Word 的 XML 格式，不能可靠读取。请用 Word 或 WPS 打开，另存为 .docx 后再导入。");
  }
  if (!conversion) {
    return Unsupported("a file that is no old office file",
                       "文件不是旧版 Word、WPS 或电子表格。请检查是否选错了文件。");
  }
  const std::string program = OfficeProgram();
  if (program.empty()) return NotInstalled(conversion->from);
  ASSIGN_OR_RETURN(const TemporaryFolder folder, TemporaryFolder::Make());
  const std::string input = absl::StrCat(folder.path(), "/in.", conversion->from);
  const std::string profile = absl::StrCat(folder.path(), "/profile");
  std::error_code error;
  std::filesystem::create_directories(absl::StrCat(profile, "/user"), error);
  if (error || !Write(input, content) ||
      !Write(absl::StrCat(profile, "/user/registrymodifications.xcu"), kOfficeProfile)) {
    return status::Error(absl::StatusCode::kInternal, "INTERNAL", "cannot write to the temporary folder")
        .Chinese("服务器无法写入临时文件夹。请联系运维人员检查磁盘空间和权限。");
  }
  ASSIGN_OR_RETURN(const ProgramEnd end,
                   RunBounded({program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
                               "--nofirststartwizard", absl::StrCat("-env:UserInstallation=file://", profile),
                               "--convert-to", conversion->to, "--outdir", absl::StrCat(folder.path(), "/out"), input},
                              Environment(folder.path()), budget));
  ASSIGN_OR_RETURN(std::optional<std::string> result,
                   Result(absl::StrCat(folder.path(), "/out/in.", conversion->to), budget));
  if (!result) return NotConverted(end);
  return *std::move(result);
}

absl::StatusOr<domain::Document> ReadOffice(absl::string_view content, domain::Budget& budget) {
  ASSIGN_OR_RETURN(const std::string docx, ConvertOffice(content, budget));
  return ReadDocx(docx, budget);
}

}  // namespace nianbao::document::readers
