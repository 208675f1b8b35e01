// The calls that bring a nation into a submission service.
#pragma once

#include <grpcpp/channel.h>

#include <cstdint>
#include <memory>
#include <string>

#include "absl/types/span.h"
#include "clients/cpp/submission_stream.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/submission/v1/review_service.grpc.pb.h"
#include "nianbao/submission/v1/submission_service.grpc.pb.h"

namespace nianbao::scale {

// What the acceptance of a filing asks for.
struct Submitted {
  std::string filing;
  std::string etag;
};

// Every call throws std::runtime_error when it fails. Those that change something return how far the log is then.
// Thread-safe.
class SubmissionCalls {
 public:
  // address: HOST:PORT.
  explicit SubmissionCalls(const std::string& address);

  int64_t Import(absl::Span<const organ::v1::Organ> organs);
  // Freezes the list of organs that must report on the year.
  int64_t Freeze(int year);
  std::unique_ptr<client::SubmissionStream> OpenStream();
  // The own report of an organ.
  Submitted Submit(client::SubmissionStream& stream, const std::string& organ, const form::v1::AnnualReport& report);
  int64_t Accept(const Submitted& submitted);
  // Enters a report of a year that is past.
  int64_t Backload(const std::string& filing, const form::v1::AnnualReport& report);

 private:
  const std::shared_ptr<grpc::Channel> channel_;
  const std::unique_ptr<directory::v1::DirectoryService::Stub> directory_;
  const std::unique_ptr<submission::v1::SubmissionService::Stub> submission_;
  const std::unique_ptr<submission::v1::ReviewService::Stub> review_;
};

}  // namespace nianbao::scale
