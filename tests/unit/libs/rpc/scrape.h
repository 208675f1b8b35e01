// What Prometheus sees.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace nianbao::rpc {

// The whole answer to GET, head and body; "" when nobody answers. address is IPv4:PORT.
inline std::string HttpGet(const std::string& address, const std::string& path) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(address, ':');
  int port = 0;
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  if (!absl::SimpleAtoi(parts.second, &port)) return "";
  to.sin_port = htons(static_cast<uint16_t>(port));
  if (inet_pton(AF_INET, parts.first.c_str(), &to.sin_addr) != 1) return "";
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0) {
    const std::string request = absl::StrCat("GET ", path, " HTTP/1.0\r\nHost: ", address, "\r\n\r\n");
    if (write(connection, request.data(), request.size()) == static_cast<ssize_t>(request.size())) {
      char buffer[4096];
      for (ssize_t got = 0; (got = read(connection, buffer, sizeof(buffer))) > 0;) {
        answer.append(buffer, static_cast<size_t>(got));
      }
    }
  }
  close(connection);
  return answer;
}

// Values by the text before them, such as `nianbao_streams_open{method="WatchEvents"}`.
inline std::map<std::string, double> Scrape(const std::string& address) {
  std::map<std::string, double> values;
  for (const absl::string_view line : absl::StrSplit(HttpGet(address, "/metrics"), '\n')) {
    const size_t space = line.rfind(' ');
    double value = 0;
    if (line.empty() || line[0] == '#' || space == absl::string_view::npos) continue;
    if (absl::SimpleAtod(absl::StripAsciiWhitespace(line.substr(space + 1)), &value)) {
      values[std::string(line.substr(0, space))] = value;
    }
  }
  return values;
}

}  // namespace nianbao::rpc
