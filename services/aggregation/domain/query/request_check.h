// What a request for totals must look like.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace nianbao::aggregation {

// Collects what is wrong with the fields of a request, each named as in the proto.
class RequestCheck {
 public:
  static constexpr int kYearMin = 2021;
  static constexpr int kYearMax = 2100;

  // organs/{id}.
  RequestCheck& Organ(absl::string_view path, absl::string_view name);
  RequestCheck& Year(absl::string_view path, int year);
  RequestCheck& MinSequence(int64_t sequence);
  // A cell code of the form.
  RequestCheck& Cell(absl::string_view path, absl::string_view code);
  RequestCheck& Line(absl::string_view line);
  // 0 or more.
  RequestCheck& PageSize(int size);
  // least <= count <= most. things: what they are called in English and in Chinese.
  RequestCheck& Count(absl::string_view path, int count, int least, int most, absl::string_view things,
                      absl::string_view chinese);

  // A further fault of a field. description: "got …, want …"; chinese: the sentence without its full stop.
  RequestCheck& Fault(absl::string_view path, std::string description, std::string chinese);

  // OK, or INVALID_ARGUMENT FIELD_INVALID with a violation for each fault.
  absl::Status Result() const;

 private:
  std::vector<std::string> paths_;
  std::vector<std::string> descriptions_;
  std::vector<std::string> sentences_;
};

// The fields that most requests share.
template <typename Request>
RequestCheck CheckSelection(const Request& request) {
  RequestCheck check;
  if constexpr (requires { request.node(); }) check.Organ("node", request.node());
  if constexpr (requires { request.year(); }) check.Year("year", request.year());
  if constexpr (requires { request.min_sequence(); }) check.MinSequence(request.min_sequence());
  if constexpr (requires { request.line(); }) check.Line(request.line());
  if constexpr (requires { request.page_size(); }) check.PageSize(request.page_size());
  return check;
}

}  // namespace nianbao::aggregation
