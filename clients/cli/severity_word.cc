#include "clients/cli/severity_word.h"

namespace nianbao::cli {

const char* SeverityWord(finding::v1::Severity severity) {
  switch (severity) {
    case finding::v1::SEVERITY_ERROR:
      return "错误";
    case finding::v1::SEVERITY_WARNING:
      return "提醒";
    default:
      return "提示";
  }
}

}  // namespace nianbao::cli
