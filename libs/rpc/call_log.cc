#include "libs/rpc/call_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "libs/rpc/call_metrics.h"
#include "libs/rpc/current_call.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

// An answer that took longer is worth a line.
constexpr absl::Duration kSlow = absl::Seconds(1);

std::shared_ptr<spdlog::logger>& Logger() {
  static auto* const logger = new std::shared_ptr<spdlog::logger>();
  return *logger;
}

// What tells the lines of one call from those of all others.
void AddIds(const Call& call, nlohmann::ordered_json& line) {
  if (call.trace.trace_id.empty()) return;
  line["trace_id"] = call.trace.trace_id;
  line["span_id"] = call.trace.span_id;
  if (!call.request_id.empty()) line["request_id"] = call.request_id;
}

void AddOutcome(const absl::Status& status, absl::Duration elapsed, nlohmann::ordered_json& line) {
  line["code"] = absl::StatusCodeToString(status.code());
  line["ms"] = absl::ToInt64Milliseconds(elapsed);
  if (status.ok()) return;
  line["reason"] = status::ReasonOf(status);
  line["message"] = std::string(status.message());
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

spdlog::level::level_enum LevelOf(const absl::Status& status) {
  return IsOurFault(status.code()) ? spdlog::level::err : spdlog::level::info;
}

void WriteMessage(spdlog::level::level_enum level, absl::string_view message) {
  nlohmann::ordered_json line = {{"message", std::string(message)}};
  if (const Call* const call = CurrentCall::Get()) AddIds(*call, line);
  Write(level, std::move(line));
}

}  // namespace

void StartLog(absl::string_view service) {
  Logger() = std::make_shared<spdlog::logger>(std::string(service), std::make_shared<spdlog::sinks::stderr_sink_mt>());
  Logger()->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","service":"%n",%v)");
}

void LogCall(const Call& call, const absl::Status& status) {
  CountCall(call, status);
  nlohmann::ordered_json line = {{"method", call.method}, {"actor", call.actor}, {"peer", call.peer}};
  AddOutcome(status, absl::Now() - call.start, line);
  AddIds(call, line);
  Write(LevelOf(status), std::move(line));
}

void LogAnswer(const Call& call, const absl::Status& status, absl::Duration elapsed) {
  if (status.ok() && elapsed < kSlow) return;
  nlohmann::ordered_json line = {{"method", call.method}, {"actor", call.actor}};
  AddOutcome(status, elapsed, line);
  AddIds(call, line);
  Write(LevelOf(status), std::move(line));
}

void LogFault(absl::string_view message) { WriteMessage(spdlog::level::err, message); }

void LogNotice(absl::string_view message) { WriteMessage(spdlog::level::info, message); }

}  // namespace nianbao::rpc
