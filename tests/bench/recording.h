// Messages of watch streams, kept so that a rival can send the same.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace nianbao::bench {

// By the bytes of the request, what was sent for it: first the message that a stream begins with.
using Recording = std::map<std::string, std::vector<std::string>>;

// Both throw std::runtime_error when the file cannot be used.
void WriteRecording(const Recording& recording, const std::string& file);
Recording ReadRecording(const std::string& file);

}  // namespace nianbao::bench
