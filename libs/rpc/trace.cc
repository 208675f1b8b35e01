#include "libs/rpc/trace.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace nianbao::rpc {
namespace {

constexpr char kVersion[] = "00";

std::string RandomDigits() {
  thread_local absl::BitGen bits;
  // All zeros are no id.
  return absl::StrFormat("%016x", absl::Uniform<uint64_t>(absl::IntervalClosed, bits, 1, UINT64_MAX));
}

bool AreDigits(absl::string_view text, size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
         });
}

bool IsId(absl::string_view text, size_t count) {
  return AreDigits(text, count) && text.find_first_not_of('0') != absl::string_view::npos;
}

// A later version may add fields at the end; "ff" is none.
bool IsTraceparent(const std::vector<absl::string_view>& fields) {
  if (fields.size() < 4 || !AreDigits(fields[0], 2) || fields[0] == "ff") return false;
  if (fields[0] == kVersion && fields.size() > 4) return false;
  return IsId(fields[1], 32) && IsId(fields[2], 16) && AreDigits(fields[3], 2);
}

}  // namespace

Trace TraceOf(absl::string_view traceparent) {
  const std::vector<absl::string_view> fields = absl::StrSplit(traceparent, '-');
  Trace trace;
  trace.span_id = RandomDigits();
  if (IsTraceparent(fields)) {
    trace.trace_id = std::string(fields[1]);
    trace.flags = std::string(fields[3]);
  } else {
    trace.trace_id = absl::StrCat(RandomDigits(), RandomDigits());
  }
  return trace;
}

std::string TraceparentOf(const Trace& trace) {
  return absl::StrCat(kVersion, "-", trace.trace_id, "-", trace.span_id, "-", trace.flags);
}

}  // namespace nianbao::rpc
