#include "tests/refusal_fault.h"

#include <google/protobuf/any.pb.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "libs/utf8/utf8.h"
#include "tests/documented_reasons.h"

namespace nianbao::testing {
namespace {

template <typename Detail>
std::vector<Detail> DetailsOf(const absl::Status& status) {
  std::vector<Detail> details;
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    google::protobuf::Any any;
    any.set_type_url(std::string(url));
    any.set_value(std::string(payload));
    if (Detail detail; any.UnpackTo(&detail)) details.push_back(detail);
  });
  return details;
}

bool HasChinese(absl::string_view text) {
  // The lead bytes of U+4000 to U+9FFF.
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE4 && byte <= 0xE9;
  });
}

}  // namespace

std::string FaultOfRefusal(const absl::Status& refusal) {
  const auto infos = DetailsOf<google::rpc::ErrorInfo>(refusal);
  if (infos.size() != 1) return absl::StrCat("a refusal with ", infos.size(), " ErrorInfo");
  if (infos[0].domain() != "nianbao") return absl::StrCat("a refusal of the domain ", infos[0].domain());
  const auto documented = DocumentedReasons().find(infos[0].reason());
  if (documented == DocumentedReasons().end()) return absl::StrCat("no documented reason: ", infos[0].reason());
  if (documented->second.count(refusal.code()) == 0) {
    return absl::StrCat(infos[0].reason(), " with ", absl::StatusCodeToString(refusal.code()),
                        ", which is documented with another code");
  }
  const auto sentences = DetailsOf<google::rpc::LocalizedMessage>(refusal);
  if (sentences.size() != 1 || sentences[0].locale() != "zh-CN" || !HasChinese(sentences[0].message())) {
    return absl::StrCat(infos[0].reason(), " without a sentence in Chinese");
  }
  if (utf8::FirstBadByte(refusal.message())) return "a message that is no UTF-8";
  return "";
}

}  // namespace nianbao::testing
