#include "tests/fuzz/try_config.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <string>

#include "absl/strings/numbers.h"
#include "libs/config/config_file.h"
#include "libs/status/error.h"
#include "nianbao/config/v1/services.pb.h"
#include "tests/fuzz/require.h"

namespace nianbao::fuzz {
namespace {

void ExpectPlace(const absl::Status& refusal, absl::string_view text) {
  ExpectDocumented(refusal);
  int line = 0;
  int column = 0;
  const bool is_place = status::ReasonOf(refusal) == "CONFIG_INVALID" &&
                        absl::SimpleAtoi(status::MetaOf(refusal, "line"), &line) &&
                        absl::SimpleAtoi(status::MetaOf(refusal, "column"), &column);
  Require(is_place, "a refusal says where", refusal.ToString());
  Require(line >= 1 && line <= std::count(text.begin(), text.end(), '\n') + 1 && column >= 1,
          "the place is in the text", refusal.ToString());
}

template <typename Config>
void TryAs(absl::string_view text) {
  Config config;
  const absl::Status read = config::ParseConfig(text, "service.txtpb", config);
  if (!read.ok()) return ExpectPlace(read, text);
  std::string written;
  google::protobuf::TextFormat::PrintToString(config, &written);
  Config again;
  const absl::Status read_again = config::ParseConfig(written, "service.txtpb", again);
  Require(read_again.ok() && google::protobuf::util::MessageDifferencer::Equals(config, again),
          "a configuration is what it is written as", written);
}

}  // namespace

void TryConfig(absl::string_view text) {
  TryAs<config::v1::DocumentService>(text);
  TryAs<config::v1::ValidationService>(text);
  TryAs<config::v1::SubmissionService>(text);
  TryAs<config::v1::AggregationService>(text);
}

}  // namespace nianbao::fuzz
