#include "services/submission/service.h"

#include <openssl/rand.h>

#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/rpc/pull_stream.h"
#include "libs/rpc/worker_pool.h"
#include "libs/rulebook/delivered.h"
#include "libs/status/error.h"
#include "libs/status/try.h"
#include "services/submission/day_turner.h"
#include "services/submission/domain/adopt_rulebook.h"
#include "services/submission/domain/turn_day.h"
#include "services/submission/peer/validation_peer.h"
#include "services/submission/rpc/directory_service.h"
#include "services/submission/rpc/event_service.h"
#include "services/submission/rpc/review_service.h"
#include "services/submission/rpc/rulebook_service.h"
#include "services/submission/rpc/submission_service.h"
#include "services/submission/store/folder_lock.h"
#include "services/submission/store/sqlite_store.h"

namespace nianbao::submission {
namespace {

// Threads that carry out changes, each of which may wait for the rules.
constexpr int kChangeThreads = 8;
// Threads that answer reads.
constexpr int kReadThreads = 4;
// Threads that make the messages of the streams.
constexpr int kStreamThreads = 2;
constexpr size_t kQueueMax = 1024;
constexpr char kDatabaseFile[] = "nianbao.db";

std::string RandomLogId() {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof(bytes)) != 1) throw std::runtime_error("OpenSSL gives no random bytes");
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes), sizeof(bytes)));
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (!error) return absl::OkStatus();
  return status::Error(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
                       absl::StrCat("data: got ", path, ", want a folder that can be written: ", error.message()))
      .Meta("path", path)
      .Chinese(absl::StrCat("无法使用数据目录 ", path, "。请检查路径和权限。"));
}

class HostedSubmission final : public rpc::HostedService {
 public:
  HostedSubmission(SubmissionConfig config, FolderLock lock, std::unique_ptr<SqliteStore> store)
      : validation_source_(std::move(config.validation)),
        lock_(std::move(lock)),
        store_(std::move(store)),
        validation_(config.validation_patience),
        hub_(kStreamThreads),
        changes_(kChangeThreads, kQueueMax),
        reads_(kReadThreads, kQueueMax),
        directory_({*store_, validation_, clock_}, changes_, reads_),
        submission_({*store_, validation_, clock_}, changes_, reads_),
        review_({*store_, validation_, clock_}, changes_, reads_),
        rulebooks_({*store_, validation_, clock_}, changes_, reads_),
        events_(*store_, reads_, hub_),
        wake_streams_(store_->Subscribe([this](int64_t) { hub_.KickAll(); })),
        day_turner_(*store_, clock_) {}

  std::vector<grpc::Service*> services() override {
    return {&directory_, &submission_, &review_, &rulebooks_, &events_};
  }
  void Start() override { validation_.Connect(validation_source_()); }
  void Stop() override { hub_.EndAll(); }

 private:
  const rpc::ChannelSource validation_source_;
  const FolderLock lock_;
  const std::unique_ptr<SqliteStore> store_;
  ValidationPeer validation_;
  const SystemClock clock_;
  rpc::StreamHub hub_;
  rpc::WorkerPool changes_;
  rpc::WorkerPool reads_;
  DirectoryService directory_;
  SubmissionService submission_;
  ReviewService review_;
  RulebookService rulebooks_;
  EventService events_;
  const std::unique_ptr<Subscription> wake_streams_;
  DayTurner day_turner_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::HostedService>> MakeSubmissionService(SubmissionConfig config) {
  RETURN_IF_ERROR(MakeFolder(config.data_dir));
  const std::string path = (std::filesystem::path(config.data_dir) / kDatabaseFile).string();
  ASSIGN_OR_RETURN(FolderLock lock, FolderLock::Take(config.data_dir));
  ASSIGN_OR_RETURN(std::unique_ptr<SqliteStore> store, SqliteStore::Open(path, RandomLogId));
  RETURN_IF_ERROR(AdoptRulebook(*store, SystemClock(), rulebook::Delivered().source));
  RETURN_IF_ERROR(TurnDay(*store, SystemClock()));
  return std::make_unique<HostedSubmission>(std::move(config), std::move(lock), std::move(store));
}

}  // namespace nianbao::submission
