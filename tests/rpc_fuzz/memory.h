// What the services have answered so far, as material for further requests.
#pragma once

#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/submission/v1/filing.pb.h"
#include "tests/property/document/rng.h"

namespace nianbao::rpc_fuzz {

// Bounded: of each field and each type the last ones are kept.
class Memory {
 public:
  struct Filing {
    std::string name;
    std::string etag;
    submission::v1::Revision::State open = submission::v1::Revision::STATE_UNSPECIFIED;
    submission::v1::Revision::State effective = submission::v1::Revision::STATE_UNSPECIFIED;
  };

  // Takes in every text, message, organ, filing and report of an answer.
  void Learn(const google::protobuf::Message& answer);

  // Values of a field, such as "Filing.etag" or, of whatever message, "etag"; the last one comes last.
  const std::vector<std::string>& Texts(absl::string_view field) const;
  // Messages of a type, by its full name, or of a field, such as "SealNodeResponse.token".
  const std::vector<std::shared_ptr<const google::protobuf::Message>>& Messages(absl::string_view key) const;

  // By name.
  const std::map<std::string, Filing>& filings() const { return filings_; }
  // Title to name.
  const std::map<std::string, std::string>& organs() const { return organs_; }
  // Reports as they were read from documents, each once.
  const std::vector<form::v1::AnnualReport>& reports() const { return reports_; }
  // Digest of the rulebook in force, as far as it was told; "" before.
  const std::string& rulebook() const { return rulebook_; }

 private:
  void LearnMessage(const google::protobuf::Message& message);
  void LearnField(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field);

  std::map<std::string, std::vector<std::string>, std::less<>> texts_;
  std::map<std::string, std::vector<std::shared_ptr<const google::protobuf::Message>>, std::less<>> messages_;
  std::map<std::string, Filing> filings_;
  std::map<std::string, std::string> organs_;
  std::vector<form::v1::AnnualReport> reports_;
  std::string rulebook_;
};

}  // namespace nianbao::rpc_fuzz
