#include "clients/cli/deliver_document.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>

#include "clients/cli/print_error.h"
#include "clients/cli/write_file.h"

namespace nianbao::cli {
namespace {

using document::v1::Format;

bool IsBinary(Format format) { return format == document::v1::FORMAT_DOCX || format == document::v1::FORMAT_XLSX; }

ExitStatus Print(const std::string& content) {
  const bool whole = std::fwrite(content.data(), 1, content.size(), stdout) == content.size();
  if (whole && std::fflush(stdout) == 0) return kClean;
  fmt::print(stderr, "错误：标准输出无法写入。\n");
  return kRefused;
}

}  // namespace

const char* const kOutHelp =
    "写入的文件，已有则覆盖；- 为标准输出。不给时写到标准输出；docx、xlsx 在终端上则写到当前文件夹，"
    "以年度和机关命名，不覆盖已有文件";

ExitStatus DeliverDocument(const std::string& content, const std::string& file_name, Format format,
                           const std::string& out) {
  const bool on_terminal = isatty(STDOUT_FILENO) != 0;
  if (out == "-" || (out.empty() && !(IsBinary(format) && on_terminal))) return Print(content);
  const bool named = !out.empty();
  const std::string& path = named ? out : file_name;
  const absl::Status written = WriteFile(path, content, named ? Existing::kReplace : Existing::kKeep);
  if (!written.ok()) return Refuse(written);
  fmt::print(stderr, "已写入 {}\n", path);
  return kClean;
}

}  // namespace nianbao::cli
