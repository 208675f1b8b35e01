#include "clients/cli/proof_file.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/load_file.h"
#include "clients/cli/write_file.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::cli {
namespace {

using aggregation::v1::Proof;
using aggregation::v1::RootLink;

absl::Status Save(const google::protobuf::Message& message, const std::string& path) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) {
    return absl::InternalError("a proof that is no JSON");
  }
  return WriteFile(path, absl::StrCat(json, "\n"), Existing::kReplace);
}

// what, command: what the file is to be, and what writes such files.
template <typename Message>
absl::StatusOr<Message> Load(const std::string& path, absl::string_view what, absl::string_view command) {
  ASSIGN_OR_RETURN(const std::string json, LoadFile(path));
  Message message;
  if (google::protobuf::util::JsonStringToMessage(json, &message).ok()) return message;
  return status::Error(absl::StatusCode::kInvalidArgument, "PROOF_MALFORMED",
                       absl::StrCat(path, ": got another text, want a ", Message::descriptor()->name(), " in JSON"))
      .Meta("place", path)
      .Chinese(absl::StrCat(path, " 不是", what, "文件。", what, "文件由 ", command, " --save 写出，请原样使用。"));
}

}  // namespace

absl::StatusOr<Proof> LoadProof(const std::string& path) { return Load<Proof>(path, "证明", "nianbao verify proof"); }

absl::StatusOr<RootLink> LoadLink(const std::string& path) {
  return Load<RootLink>(path, "衔接证明", "nianbao verify link");
}

absl::Status SaveProof(const Proof& proof, const std::string& path) { return Save(proof, path); }

absl::Status SaveLink(const RootLink& link, const std::string& path) { return Save(link, path); }

}  // namespace nianbao::cli
