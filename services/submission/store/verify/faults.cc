#include "services/submission/store/verify/faults.h"

#include "absl/strings/str_cat.h"
#include "libs/digest/sm3.h"

namespace nianbao::submission {
namespace {

constexpr size_t kShownMax = 200;

}  // namespace

void Faults::Add(absl::string_view table, absl::string_view row, absl::string_view what) {
  ++count_;
  if (shown_.size() < kShownMax) shown_.push_back({std::string(table), std::string(row), std::string(what)});
}

bool RowFaults::Expect(bool right, absl::string_view what) {
  if (!right) faults_.Add(table_, row_, what);
  return right;
}

bool RowFaults::Parse(const std::string& bytes, absl::string_view column, google::protobuf::MessageLite& message) {
  return Expect(message.ParseFromString(bytes) && digest::CanonicalBytes(message) == bytes,
                absl::StrCat(column, " 的内容已损坏，无法完整读出"));
}

}  // namespace nianbao::submission
