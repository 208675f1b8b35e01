#include "tests/rpc_fuzz/good_request.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/rpc_fuzz/methods.h"

namespace nianbao::rpc_fuzz {

std::vector<GoodRequest> ReadGoodRequests() {
  std::vector<GoodRequest> requests;
  std::ifstream file(absl::StrCat(NIANBAO_SOURCE_DIR, "/tests/rpc_fuzz/good_requests.txt"));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 3));
    GoodRequest request;
    const bool is_whole = words.size() >= 3 && absl::SimpleAtoi(words[0], &request.times);
    if (is_whole) request.method = FindMethod(words[1]);
    if (request.method == nullptr) {
      std::fprintf(stderr, "good_requests.txt: not a request: %s\n", line.c_str());
      std::exit(2);
    }
    request.actor = words[2];
    if (words.size() > 3) request.text = words[3];
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace nianbao::rpc_fuzz
