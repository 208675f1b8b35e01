// Who gets through to a handler, over real TLS sockets.
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "libs/rpc/tls.h"
#include "tests/identity/authority.h"
#include "tests/identity/issuer.h"
#include "tests/refusal.h"
#include "tests/unit/libs/rpc/probe_service.h"

namespace nianbao::rpc {
namespace {

using absl::StatusCode;
using document::v1::DocumentService;
using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;
using identity_test::Authority;
using identity_test::Issuer;
using submission::v1::EventService;

constexpr char kAggregation[] = "spiffe://cluster.local/ns/nianbao/sa/nianbao-aggregation";

// Readers of events in the eyes of a test: the audience of WatchEvents are auditors.
class Auditors final : public access::Rights {
 public:
  absl::StatusOr<access::Standing> StandingOf(const std::string& subject) const override {
    access::Standing standing;
    standing.above = [](absl::string_view) { return std::nullopt; };
    absl::MutexLock lock(&mutex_);
    if (subject == auditor_) standing.grants.emplace_back().set_role(organ::v1::Grant::ROLE_AUDITOR);
    return standing;
  }
  int64_t version() const override {
    absl::MutexLock lock(&mutex_);
    return version_;
  }
  void Appoint(const std::string& subject) {
    absl::MutexLock lock(&mutex_);
    auditor_ = subject;
    ++version_;
  }

 private:
  mutable absl::Mutex mutex_;
  std::string auditor_ ABSL_GUARDED_BY(mutex_);
  int64_t version_ ABSL_GUARDED_BY(mutex_) = 0;
};

class GuardTest : public testing::Test {
 protected:
  GuardTest() {
    authority_.Issue("server", {"IP:127.0.0.1"});
    authority_.Issue("clerk-7");
    authority_.Issue("aggregation", {std::string("URI:") + kAggregation});
    config_.set_listen("127.0.0.1:0");
    *config_.mutable_tls() = authority_.TlsOf("server");
    *config_.mutable_identity()->add_issuers() = issuer_.config();
    auto* peer = config_.mutable_identity()->add_peers();
    peer->set_name("aggregation");
    peer->set_spiffe_id(kAggregation);
    Start();
  }

  void Start() {
    class Answering final : public HostedService {
     public:
      explicit Answering(GuardTest& test)
          : test_(test),
            unary_([&test](const Call& call, const ReadDocumentRequest&) {
              test.last_call_ = call;
              return ReadDocumentResponse();
            }),
            streams_(
                [&test]() -> StreamProbe::Next {
                  return
                      [&test,
                       sent = false]() mutable -> absl::StatusOr<std::optional<submission::v1::WatchEventsResponse>> {
                        if (std::exchange(sent, true)) return std::nullopt;
                        return submission::v1::WatchEventsResponse();
                      };
                },
                {}, [] { return false; }) {
        test.hub_ = &streams_.hub();
      }
      std::vector<OfferedService> services() override { return {unary_.services()[0], streams_.services()[0]}; }
      const access::Rights* rights() const override { return &test_.auditors_; }
      void Stop() override { streams_.Stop(); }

     private:
      GuardTest& test_;
      UnaryProbe unary_;
      StreamProbe streams_;
    };
    std::vector<std::unique_ptr<HostedService>> services;
    services.push_back(std::make_unique<Answering>(*this));
    auto server = Server::Listen(config_, std::move(services));
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
  }

  // A channel of a process with this certificate.
  std::shared_ptr<grpc::Channel> ChannelOf(const std::string& name) const {
    config::v1::Server own;
    *own.mutable_tls() = authority_.TlsOf(name);
    return OpenChannel(server_->address(), own);
  }
  // A channel that shows no certificate.
  std::shared_ptr<grpc::Channel> Anonymous() const {
    config::v1::Tls tls;
    tls.set_authorities_file(authority_.folder() + "/ca.crt");
    return OpenChannel(server_->address(), TlsChannelCredentials(tls));
  }

  absl::Status Read(const std::shared_ptr<grpc::Channel>& channel, const std::string& authorization = "") {
    const auto stub = DocumentService::NewStub(channel);
    grpc::ClientContext context;
    if (!authorization.empty()) context.AddMetadata("authorization", authorization);
    context.AddMetadata(kActorKey, "somebody-else");
    ReadDocumentResponse response;
    return FromGrpc(stub->ReadDocument(&context, ReadDocumentRequest(), &response));
  }
  std::string Bearer(const std::string& subject) const { return "Bearer " + issuer_.TokenOf(subject); }

  const Authority authority_;
  Issuer issuer_{authority_.folder()};
  config::v1::Server config_;
  Auditors auditors_;
  Call last_call_;
  StreamHub* hub_ = nullptr;
  std::unique_ptr<Server> server_;
};

TEST_F(GuardTest, ATokenProvesTheCaller) {
  ASSERT_THAT(Read(Anonymous(), Bearer("clerk-9")), IsOk());
  EXPECT_EQ(last_call_.actor, "clerk-9");
  EXPECT_TRUE(last_call_.authenticated);
}

TEST_F(GuardTest, ACertificateProvesTheCaller) {
  ASSERT_THAT(Read(ChannelOf("clerk-7")), IsOk());
  EXPECT_EQ(last_call_.actor, "x509:clerk-7");
  ASSERT_THAT(Read(ChannelOf("aggregation")), IsOk());
  EXPECT_EQ(last_call_.actor, kAggregation);
}

TEST_F(GuardTest, ATokenCountsBeforeTheCertificateThatCarriesIt) {
  ASSERT_THAT(Read(ChannelOf("aggregation"), Bearer("clerk-9")), IsOk());
  EXPECT_EQ(last_call_.actor, "clerk-9");
  EXPECT_THAT(Read(ChannelOf("aggregation"), "Bearer x"), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_F(GuardTest, ANameThatACallerGivesItselfIsNoProof) {
  EXPECT_THAT(Read(Anonymous()), IsRefused(StatusCode::kUnauthenticated, "CREDENTIALS_MISSING"));
  EXPECT_THAT(Read(Anonymous(), "Basic eDp5"), IsRefused(StatusCode::kUnauthenticated, "TOKEN_INVALID"));
}

TEST_F(GuardTest, ClearTextIsNotTaken) {
  EXPECT_EQ(Read(OpenChannel(server_->address())).code(), StatusCode::kUnavailable);
}

TEST_F(GuardTest, ACertificateOfAnotherAuthorityIsNotTaken) {
  const Authority other;
  other.Issue("clerk-7");
  config::v1::Server own;
  *own.mutable_tls() = other.TlsOf("clerk-7");
  own.mutable_tls()->set_authorities_file(authority_.folder() + "/ca.crt");
  EXPECT_EQ(Read(OpenChannel(server_->address(), own)).code(), StatusCode::kUnavailable);
}

TEST_F(GuardTest, AServerOfAnotherAuthorityIsNotBelieved) {
  const Authority other;
  config::v1::Server own;
  *own.mutable_tls() = authority_.TlsOf("clerk-7");
  own.mutable_tls()->set_authorities_file(other.folder() + "/ca.crt");
  EXPECT_EQ(Read(OpenChannel(server_->address(), own)).code(), StatusCode::kUnavailable);
}

TEST_F(GuardTest, AServerWithAnotherNameIsNotBelieved) {
  authority_.Issue("server", {"IP:127.0.0.2"});
  server_.reset();
  Start();
  EXPECT_EQ(Read(ChannelOf("clerk-7")).code(), StatusCode::kUnavailable);
}

TEST_F(GuardTest, ARevokedCertificateIsNotTakenFromThenOn) {
  ASSERT_THAT(Read(ChannelOf("clerk-7")), IsOk());
  authority_.Revoke("clerk-7");
  EXPECT_EQ(Read(ChannelOf("clerk-7")).code(), StatusCode::kUnavailable);
  EXPECT_THAT(Read(ChannelOf("aggregation")), IsOk());
}

TEST_F(GuardTest, ANewCertificateIsShownWithoutARestart) {
  const auto shown = [this] {
    const auto stub = DocumentService::NewStub(ChannelOf("clerk-7"));
    grpc::ClientContext context;
    ReadDocumentResponse response;
    EXPECT_TRUE(stub->ReadDocument(&context, ReadDocumentRequest(), &response).ok());
    const auto certificate = context.auth_context()->FindPropertyValues("x509_pem_cert");
    return std::string(certificate.at(0).data(), certificate.at(0).size());
  };
  const std::string before = shown();
  EXPECT_EQ(shown(), before);
  authority_.Issue("server", {"IP:127.0.0.1"});
  while (shown() == before) std::this_thread::yield();
}

TEST_F(GuardTest, AStreamIsForThoseWhoHaveTheRole) {
  const auto stub = EventService::NewStub(Anonymous());
  grpc::ClientContext context;
  context.AddMetadata("authorization", Bearer("clerk-9"));
  const auto stream = stub->WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpc(stream->Finish()), IsRefused(StatusCode::kPermissionDenied, "ROLE_MISSING"));
}

TEST_F(GuardTest, AStreamIsForThePeerThatItsMethodNames) {
  const auto stub = EventService::NewStub(ChannelOf("aggregation"));
  grpc::ClientContext context;
  const auto stream = stub->WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse response;
  EXPECT_TRUE(stream->Read(&response));
  context.TryCancel();
  stream->Finish();
}

TEST_F(GuardTest, AStreamEndsWhenTheRoleIsLost) {
  auditors_.Appoint("auditor-1");
  const auto stub = EventService::NewStub(Anonymous());
  grpc::ClientContext context;
  context.AddMetadata("authorization", Bearer("auditor-1"));
  const auto stream = stub->WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse response;
  ASSERT_TRUE(stream->Read(&response));
  auditors_.Appoint("auditor-2");
  hub_->KickAll();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpc(stream->Finish()), IsRefused(StatusCode::kPermissionDenied, "ROLE_MISSING"));
}

TEST_F(GuardTest, AStreamEndsWithItsTokenThoughNothingIsSent) {
  auditors_.Appoint("auditor-1");
  nlohmann::json claims = issuer_.ClaimsOf("auditor-1");
  claims["exp"] = absl::ToUnixSeconds(absl::Now()) + 2;
  const auto stub = EventService::NewStub(Anonymous());
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + issuer_.Sign(claims));
  const auto stream = stub->WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(FromGrpc(stream->Finish()), IsRefused(StatusCode::kUnauthenticated, "TOKEN_EXPIRED"));
}

TEST_F(GuardTest, AServerWithoutIdentityListensOnLoopbackOnly) {
  const auto refused = [](config::v1::Server config) {
    config.set_listen("0.0.0.0:0");
    return Server::Listen(config, {}).status();
  };
  config::v1::Server config = config_;
  EXPECT_THAT(refused(config), IsOk());
  config.clear_identity();
  EXPECT_THAT(refused(config), IsRefused(StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK"));
  config = config_;
  config.clear_tls();
  EXPECT_THAT(refused(config), IsRefused(StatusCode::kFailedPrecondition, "LISTEN_NOT_LOOPBACK"));
}

TEST_F(GuardTest, AServerDoesNotStartWithFilesThatDoNotFit) {
  const auto refused = [this](auto change) {
    config::v1::Server config = config_;
    change(*config.mutable_tls());
    return Server::Listen(config, {}).status();
  };
  using config::v1::Tls;
  const std::string& folder = authority_.folder();
  EXPECT_THAT(refused([](Tls& tls) { tls.set_certificate_file("/none"); }),
              IsRefused(StatusCode::kNotFound, "FILE_UNREADABLE"));
  EXPECT_THAT(refused([](Tls& tls) { tls.clear_authorities_file(); }),
              IsRefused(StatusCode::kNotFound, "FILE_UNREADABLE"));
  EXPECT_THAT(refused([](Tls& tls) { tls.set_revocation_folder("/none"); }),
              IsRefused(StatusCode::kNotFound, "FILE_UNREADABLE"));
  EXPECT_THAT(refused([&](Tls& tls) { tls.set_certificate_file(folder + "/server/tls.key"); }),
              IsRefused(StatusCode::kInvalidArgument, "CERTIFICATE_INVALID"));
  EXPECT_THAT(refused([&](Tls& tls) { tls.set_private_key_file(folder + "/clerk-7/tls.key"); }),
              IsRefused(StatusCode::kInvalidArgument, "CERTIFICATE_INVALID"));
}

TEST(GuardAlone, RefusesAServiceWithRolesThatKnowsNone) {
  config::v1::Server config;
  EXPECT_THAT(Guard::Make(config, {{EventService::service_full_name(), nullptr}}), IsOk());
  config.mutable_identity();
  EXPECT_THAT(Guard::Make(config, {{EventService::service_full_name(), nullptr}}),
              IsRefused(StatusCode::kFailedPrecondition, "ACCESS_UNSTATED"));
  EXPECT_THAT(Guard::Make(config, {{DocumentService::service_full_name(), nullptr}}), IsOk());
}

}  // namespace
}  // namespace nianbao::rpc
