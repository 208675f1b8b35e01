#include "clients/cli/find_documents.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<absl::string_view, 21> kEndings = {".docx", ".doc", ".wps",   ".rtf",  ".odt",  ".pdf",   ".html",
                                                        ".htm",  ".mht", ".mhtml", ".xlsx", ".xls",  ".et",    ".ods",
                                                        ".csv",  ".txt", ".text",  ".md",   ".json", ".xhtml", ".zip"};

bool MayBeDocument(const fs::path& path) {
  const std::string name = path.filename().string();
  if (absl::StartsWith(name, ".") || absl::StartsWith(name, "~$")) return false;
  const std::string ending = absl::AsciiStrToLower(path.extension().string());
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

absl::Status Unlistable(const std::string& folder, absl::string_view why, absl::string_view chinese) {
  return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE", absl::StrCat(folder, ": ", why))
      .Meta("path", folder)
      .Chinese(absl::StrCat("文件夹 ", folder, " ", chinese));
}

absl::StatusOr<std::vector<std::string>> DocumentsIn(const std::string& folder) {
  std::vector<std::string> documents;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    std::error_code unknown;
    const bool hidden = absl::StartsWith(it->path().filename().string(), ".");
    if (hidden && it->is_directory(unknown)) {
      it.disable_recursion_pending();
    } else if (it->is_regular_file(unknown) && MayBeDocument(it->path())) {
      documents.push_back(it->path().string());
    }
  }
  if (error) return Unlistable(folder, "cannot be listed", "无法读取。");
  if (documents.empty()) {
    return Unlistable(folder, "got no document, want at least one",
                      "中没有可以读取的文件（.docx、.pdf、.html、.xlsx 等）。");
  }
  std::sort(documents.begin(), documents.end());
  return documents;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FindDocuments(const std::vector<std::string>& paths) {
  std::vector<std::string> documents;
  for (const std::string& path : paths) {
    std::error_code unknown;
    if (!fs::is_directory(path, unknown)) {
      documents.push_back(path);
      continue;
    }
    ASSIGN_OR_RETURN(const std::vector<std::string> found, DocumentsIn(path));
    documents.insert(documents.end(), found.begin(), found.end());
  }
  return documents;
}

}  // namespace nianbao::cli
