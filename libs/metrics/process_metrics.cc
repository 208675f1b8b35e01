#include "libs/metrics/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "libs/metrics/families.h"

namespace nianbao::metrics {
namespace {

std::string ContentOf(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Of /proc/self/stat after the name of the program, which may hold anything; proc(5) counts the first of them as 3.
std::vector<std::string> StatFields() {
  const std::string stat = ContentOf("/proc/self/stat");
  const size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos) return {};
  return absl::StrSplit(absl::string_view(stat).substr(name_end + 1), ' ', absl::SkipEmpty());
}

double StatField(const std::vector<std::string>& fields, size_t number) {
  double value = 0;
  if (number - 3 < fields.size() && absl::SimpleAtod(fields[number - 3], &value)) return value;
  return 0;
}

// When the machine was started, in seconds since 1970.
double BootTime() {
  for (const absl::string_view line : absl::StrSplit(ContentOf("/proc/stat"), '\n')) {
    const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
    double seconds = 0;
    if (words.size() == 2 && words[0] == "btime" && absl::SimpleAtod(words[1], &seconds)) return seconds;
  }
  return 0;
}

double OpenFiles() {
  std::error_code error;
  std::filesystem::directory_iterator files("/proc/self/fd", error);
  if (error) return 0;
  // Without the one that looks.
  return static_cast<double>(std::distance(files, {}) - 1);
}

double OpenFilesMax() {
  rlimit limit = {};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<double>(limit.rlim_cur) : 0;
}

}  // namespace

std::vector<prometheus::MetricFamily> ProcessMetrics::Collect() const {
  const std::vector<std::string> stat = StatFields();
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
  const double cpu = (StatField(stat, 14) + StatField(stat, 15)) / ticks;
  return {
      Gauge("process_resident_memory_bytes", "Resident memory.", {{{}, StatField(stat, 24) * page}}),
      Gauge("process_virtual_memory_bytes", "Virtual memory.", {{{}, StatField(stat, 23)}}),
      Counter("process_cpu_seconds_total", "Processor time, of user and system.", {{{}, cpu}}),
      Gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.",
            {{{}, BootTime() + StatField(stat, 22) / ticks}}),
      Gauge("process_open_fds", "Open files and connections.", {{{}, OpenFiles()}}),
      Gauge("process_max_fds", "How many may be open.", {{{}, OpenFilesMax()}}),
      Gauge("nianbao_build_info", "Which version of which program runs.",
            {{{{"program", program_}, {"version", NIANBAO_VERSION}}, 1}}),
  };
}

}  // namespace nianbao::metrics
