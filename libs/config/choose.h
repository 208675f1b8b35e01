// What holds where options and a file both may say it.
#pragma once

#include <string>

namespace nianbao::config {

// Sets `value`, as the file has it, to what the option says; to the default when neither says anything.
inline void Choose(std::string& value, const std::string& option, const std::string& otherwise) {
  if (!option.empty()) {
    value = option;
  } else if (value.empty()) {
    value = otherwise;
  }
}

}  // namespace nianbao::config
