#include "clients/cli/proof_file.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/load_file.h"
#include "clients/cli/write_file.h"
#include "libs/status/error.h"
#include "libs/status/try.h"

namespace nianbao::cli {

absl::StatusOr<aggregation::v1::Proof> LoadProof(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string json, LoadFile(path));
  aggregation::v1::Proof proof;
  if (google::protobuf::util::JsonStringToMessage(json, &proof).ok()) return proof;
  return status::Error(absl::StatusCode::kInvalidArgument, "PROOF_MALFORMED",
                       absl::StrCat(path, ": got another text, want a proof in JSON"))
      .Meta("place", path)
      .Chinese(absl::StrCat(path, " 不是证明文件。证明文件由 nianbao verify proof --save 写出，请原样使用。"));
}

absl::Status SaveProof(const aggregation::v1::Proof& proof, const std::string& path) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(proof, &json).ok()) {
    return absl::InternalError("a proof that is no JSON");
  }
  return WriteFile(path, absl::StrCat(json, "\n"), Existing::kReplace);
}

}  // namespace nianbao::cli
