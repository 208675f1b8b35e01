#include "tests/bench/recording.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace nianbao::bench {
namespace {

using nlohmann::json;

json Binary(const std::string& bytes) { return json::binary({bytes.begin(), bytes.end()}); }

std::string Bytes(const json& value) { return {value.get_binary().begin(), value.get_binary().end()}; }

}  // namespace

void WriteRecording(const Recording& recording, const std::string& file) {
  json all = json::array();
  for (const auto& [request, messages] : recording) {
    json& one = all.emplace_back(json{{"request", Binary(request)}, {"messages", json::array()}});
    for (const std::string& message : messages) one["messages"].push_back(Binary(message));
  }
  const std::vector<uint8_t> bytes = json::to_cbor(all);
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file);
}

Recording ReadRecording(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  Recording recording;
  for (const json& one : json::from_cbor(bytes)) {
    std::vector<std::string>& messages = recording[Bytes(one["request"])];
    for (const json& message : one["messages"]) messages.push_back(Bytes(message));
  }
  return recording;
}

}  // namespace nianbao::bench
