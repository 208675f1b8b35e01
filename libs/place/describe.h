// Places in documents as people name them.
#pragma once

#include <string>

#include "nianbao/finding/v1/finding.pb.h"

namespace nianbao::place {

// "第 3 页第 12 行", "第 2 个表第 5 行第 3 列", "工作表“表二”第 5 行 C 列"; empty when the place says nothing.
std::string InChinese(const finding::v1::Place& place);

// "page 3, line 12", "table 2, row 5, column 3", "sheet \"表二\", row 5, column C".
std::string InEnglish(const finding::v1::Place& place);

}  // namespace nianbao::place
