#include "libs/rpc/call_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

std::shared_ptr<spdlog::logger>& Logger() {
  static auto* const logger = new std::shared_ptr<spdlog::logger>();
  return *logger;
}

void Write(spdlog::level::level_enum level, nlohmann::ordered_json line) {
  if (Logger() == nullptr) return;
  const auto text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  // The pattern opens the object with time, level and service.
  Logger()->log(level, text.substr(1));
}

bool IsOurFault(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kDataLoss ||
         code == absl::StatusCode::kUnknown;
}

}  // namespace

void StartLog(absl::string_view service) {
  Logger() = std::make_shared<spdlog::logger>(std::string(service), std::make_shared<spdlog::sinks::stderr_sink_mt>());
  Logger()->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","service":"%n",%v)");
}

void LogCall(const Call& call, const absl::Status& status) {
  nlohmann::ordered_json line = {{"method", call.method},
                                 {"actor", call.actor},
                                 {"peer", call.peer},
                                 {"code", absl::StatusCodeToString(status.code())},
                                 {"ms", absl::ToInt64Milliseconds(absl::Now() - call.start)}};
  if (!status.ok()) {
    line["reason"] = status::ReasonOf(status);
    line["message"] = std::string(status.message());
  }
  Write(IsOurFault(status.code()) ? spdlog::level::err : spdlog::level::info, std::move(line));
}

void LogFault(absl::string_view message) { Write(spdlog::level::err, {{"message", std::string(message)}}); }

void LogNotice(absl::string_view message) { Write(spdlog::level::info, {{"message", std::string(message)}}); }

}  // namespace nianbao::rpc
