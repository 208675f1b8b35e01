#include "tests/bench/server_process.h"

#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

namespace nianbao::bench {

double ProcessorSeconds(pid_t process) {
  clockid_t clock;
  timespec now;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &now) != 0) {
    throw std::runtime_error("no process " + std::to_string(process));
  }
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int64_t PrivateBytes(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
  std::string word;
  int64_t kilobytes = 0;
  bool found = false;
  while (file >> word) {
    if (word != "Private_Clean:" && word != "Private_Dirty:") continue;
    int64_t part = 0;
    file >> part;
    kilobytes += part;
    found = true;
  }
  if (!found) throw std::runtime_error("no memory of process " + std::to_string(process) + " to be read");
  return kilobytes * 1024;
}

}  // namespace nianbao::bench
