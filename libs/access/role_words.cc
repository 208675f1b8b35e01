#include "libs/access/role_words.h"

namespace nianbao::access {

const std::vector<std::string>& RoleWords() {
  static const auto& words = *new std::vector<std::string>{"查阅", "填报",     "审核",     "主管",    "安全管理",
                                                           "审计", "名录维护", "规则维护", "系统管理"};
  return words;
}

std::string WordsOf(organ::v1::Grant::Role role) {
  const auto index = static_cast<size_t>(role) - 1;
  return index < RoleWords().size() ? RoleWords()[index] : "?";
}

}  // namespace nianbao::access
