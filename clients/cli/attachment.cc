#include "clients/cli/attachment.h"

#include <filesystem>
#include <map>

#include "absl/strings/ascii.h"
#include "clients/cli/load_file.h"

namespace nianbao::cli {

std::string MediaTypeOf(const std::string& path) {
  static const auto* const kTypes = new std::map<std::string, std::string>{
      {".csv", "text/csv"},
      {".doc", "application/msword"},
      {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {".htm", "text/html"},
      {".html", "text/html"},
      {".json", "application/json"},
      {".mht", "message/rfc822"},
      {".mhtml", "message/rfc822"},
      {".ofd", "application/ofd"},
      {".pdf", "application/pdf"},
      {".txt", "text/plain"},
      {".wps", "application/vnd.ms-works"},
      {".xls", "application/vnd.ms-excel"},
      {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".zip", "application/zip"},
  };
  const auto type = kTypes->find(absl::AsciiStrToLower(std::filesystem::path(path).extension().string()));
  return type == kTypes->end() ? "application/octet-stream" : type->second;
}

absl::StatusOr<submission::v1::Attachment> AttachmentOf(const std::string& path) {
  absl::StatusOr<std::string> content = LoadFile(path);
  if (!content.ok()) return content.status();
  submission::v1::Attachment attachment;
  attachment.set_name(std::filesystem::path(path).filename().string());
  attachment.set_media_type(MediaTypeOf(path));
  attachment.set_content(*std::move(content));
  return attachment;
}

}  // namespace nianbao::cli
