#include "clients/cli/command_tree/path_value.h"

#include <string>

namespace nianbao::cli {
namespace {

constexpr char kFileMark[] = "names a file";
constexpr char kFolderMark[] = "names a folder";

CLI::Validator PathMark(const char* name) {
  return CLI::Validator([](std::string&) { return std::string(); }, /*validator_desc=*/"", name);
}

bool HasPathMark(CLI::Option& option, const char* name) {
  try {
    option.get_validator(name);
    return true;
  } catch (const CLI::OptionNotFound&) {
    return false;
  }
}

}  // namespace

CLI::Validator NamesFile() { return PathMark(kFileMark); }
CLI::Validator NamesFolder() { return PathMark(kFolderMark); }

bool IsFileName(CLI::Option& option) { return HasPathMark(option, kFileMark); }
bool IsFolderName(CLI::Option& option) { return HasPathMark(option, kFolderMark); }

}  // namespace nianbao::cli
