// Writes reports in the layout that a word processor's "save as text" leaves, for tests.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nianbao::document::domain {

// What a test wants in the document. Cells that are not named print "0".
struct ReportText {
  std::string organ = "清溪县农业农村局";
  std::string title = "2024年政府信息公开工作年度报告";
  // Text by cell code, printed as it stands.
  std::map<std::string, std::string> cells;
  std::vector<std::string> overview = {"本年度我局按时公开各类信息。"};
  std::vector<std::string> problems = {"公开栏目更新还不够及时，下一年逐项改进。"};
  std::vector<std::string> other = {"本年发出收费通知的件数和总金额以及实际收取的总金额均为0。"};
};

// The lines of the document.
std::vector<std::string> LinesOf(const ReportText& report);
// The lines joined by LF.
std::string TextOf(const ReportText& report);
std::string Joined(const std::vector<std::string>& lines);

}  // namespace nianbao::document::domain
