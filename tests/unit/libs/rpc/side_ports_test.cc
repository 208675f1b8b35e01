#include "libs/rpc/side_ports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "libs/metrics/families.h"
#include "libs/status/error.h"
#include "tests/unit/libs/rpc/health_watch.h"
#include "tests/unit/libs/rpc/probe_service.h"
#include "tests/unit/libs/rpc/scrape.h"

namespace nianbao::rpc {
namespace {

using document::v1::ReadDocumentRequest;
using document::v1::ReadDocumentResponse;
using testing::HasSubstr;

constexpr char kService[] = "nianbao.document.v1.DocumentService";

std::unique_ptr<HostedService> Probe() {
  return std::make_unique<UnaryProbe>([](const Call&, const ReadDocumentRequest&) { return ReadDocumentResponse(); });
}

// A service with a number of its own.
class Measured final : public HostedService, public document::v1::DocumentService::CallbackService {
 public:
  std::vector<OfferedService> services() override {
    return {{this, document::v1::DocumentService::service_full_name()}};
  }
  std::vector<prometheus::MetricFamily> Metrics() const override {
    return {metrics::Gauge("nianbao_probe", "A number.", {{{{"which", "one"}}, 7}})};
  }
};

absl::Status Refusal(const config::v1::Server& config) {
  const auto server = Host(Probe());
  return OpenSidePorts("test", config, *server).status();
}

TEST(SidePorts, AreNotThereUnlessAsked) {
  const auto server = Host(Probe());
  const auto ports = OpenSidePorts("test", {}, *server);
  ASSERT_TRUE(ports.ok()) << ports.status();
  EXPECT_EQ(ports->health, nullptr);
  EXPECT_EQ(ports->metrics, nullptr);
  EXPECT_EQ(ports->admin, nullptr);
}

TEST(HealthPort, SaysTheSameAsTheServerOfTheWholeAndOfEachService) {
  const auto server = Host(Probe());
  const auto health = HealthPort::Listen("127.0.0.1:0", server->service_names());
  ASSERT_TRUE(health.ok()) << health.status();
  const auto main = OpenChannel(server->address());
  const auto side = OpenChannel((*health)->address());
  for (const char* service : {"", kService}) {
    EXPECT_EQ(HealthOf(side, service), Health::kNotServing) << "not ready: " << service;
  }
  (*health)->SayServing();
  for (const char* service : {"", kService}) {
    EXPECT_EQ(HealthOf(main, service), Health::kServing) << service;
    EXPECT_EQ(HealthOf(side, service), Health::kServing) << service;
  }
  EXPECT_EQ(HealthOf(side, "nianbao.nobody.v1.Nobody"), Health::kUnknown);
  (*health)->SayNotServing();
  server->SayNotServing();
  for (const char* service : {"", kService}) {
    EXPECT_EQ(HealthOf(main, service), Health::kNotServing) << service;
    EXPECT_EQ(HealthOf(side, service), Health::kNotServing) << service;
  }
  (*health)->SayServing();
  EXPECT_EQ(HealthOf(side, ""), Health::kNotServing) << "ready too late";
}

TEST(HealthPort, AnswersNothingElse) {
  const auto server = Host(Probe());
  const auto health = HealthPort::Listen("127.0.0.1:0", server->service_names());
  ASSERT_TRUE(health.ok()) << health.status();
  const auto side = OpenChannel((*health)->address());
  EXPECT_EQ(CallRaw(side, "/nianbao.document.v1.DocumentService/ReadDocument", "").code,
            grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(CallRaw(side, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "").code,
            grpc::StatusCode::UNIMPLEMENTED);
}

TEST(SidePorts, MayLieBeyondLoopbackButForTheInside) {
  config::v1::Server config;
  config.set_health_listen("0.0.0.0:0");
  config.set_metrics_listen("0.0.0.0:0");
  EXPECT_TRUE(Refusal(config).ok());
  for (const char* beyond : {"0.0.0.0:0", "[::]:0"}) {
    config.set_admin_listen(beyond);
    EXPECT_EQ(status::ReasonOf(Refusal(config)), "LISTEN_NOT_LOOPBACK") << beyond;
  }
}

TEST(SidePorts, AnAddressThatIsNoneOrTakenIsRefused) {
  for (const char* wrong : {"7140", "localhost:7140", ":7140", "127.0.0.1:70000"}) {
    config::v1::Server health;
    health.set_health_listen(wrong);
    EXPECT_EQ(status::ReasonOf(Refusal(health)), "LISTEN_INVALID") << wrong;
    config::v1::Server metrics;
    metrics.set_metrics_listen(wrong);
    EXPECT_EQ(status::ReasonOf(Refusal(metrics)), "LISTEN_INVALID") << wrong;
    config::v1::Server admin;
    admin.set_admin_listen(wrong);
    EXPECT_EQ(status::ReasonOf(Refusal(admin)), "LISTEN_INVALID") << wrong;
  }
  const auto other = Host(Probe());
  config::v1::Server health;
  health.set_health_listen(other->address());
  EXPECT_EQ(status::ReasonOf(Refusal(health)), "ADDRESS_IN_USE");
  config::v1::Server metrics;
  metrics.set_metrics_listen(other->address());
  EXPECT_EQ(status::ReasonOf(Refusal(metrics)), "ADDRESS_IN_USE");
  config::v1::Server admin;
  admin.set_admin_listen(other->address());
  EXPECT_EQ(status::ReasonOf(Refusal(admin)), "ADDRESS_IN_USE");
}

TEST(MetricsPort, ShowsTheNumbersOfServicesCallsAndProcess) {
  const auto server = Host(std::make_unique<Measured>());
  config::v1::Server config;
  config.set_metrics_listen("127.0.0.1:0");
  const auto ports = OpenSidePorts("nianbao-test", config, *server);
  ASSERT_TRUE(ports.ok()) << ports.status();
  const auto values = Scrape(ports->metrics->address());
  ASSERT_TRUE(values.count("nianbao_probe{which=\"one\"}"));
  EXPECT_EQ(values.at("nianbao_probe{which=\"one\"}"), 7);
  EXPECT_GT(values.at("process_resident_memory_bytes"), 1 << 20);
  EXPECT_GT(values.at("process_open_fds"), 3);
  EXPECT_GT(values.at("process_max_fds"), values.at("process_open_fds"));
  EXPECT_GE(values.at("process_cpu_seconds_total"), 0);
  EXPECT_NEAR(values.at("process_start_time_seconds"), absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch()), 600);
  EXPECT_THAT(HttpGet(ports->metrics->address(), "/metrics"), HasSubstr("program=\"nianbao-test\""));
  EXPECT_THAT(HttpGet(ports->metrics->address(), "/etc/passwd"), HasSubstr("404"));
}

// Two certificates of nobody: good until the last second of 2050, and of 2049.
constexpr char kCertificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBGDCBvgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxuaWFuYmFvLXRlc3Qw
IBcNMjAwMTAxMDAwMDAwWhgPMjA1MDEyMzEyMzU5NTlaMBcxFTATBgNVBAMMDG5p
YW5iYW8tdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIGWV/aXmW1DSXcL
TsfR2ph3AiZZ5ET3PDruGIuRP4fwjvD5LKIZA2GviwrxU5S4+bpH3AfsNwbOnSDS
2rIYz6EwCgYIKoZIzj0EAwIDSQAwRgIhAPlQ+tGWVPQu0+5thASmvnAyQNvnmmOC
pZKDWso23IlEAiEAu1Ie35bNcKHOy1kJmiwg+r2g8I6kK7ZmTD4qsQjCK54=
-----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIIBFjCBvAIBAjAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxuaWFuYmFvLXRlc3Qw
HhcNMjAwMTAxMDAwMDAwWhcNNDkxMjMxMjM1OTU5WjAXMRUwEwYDVQQDDAxuaWFu
YmFvLXRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASBllf2l5ltQ0l3C07H
0dqYdwImWeRE9zw67hiLkT+H8I7w+SyiGQNhr4sK8VOUuPm6R9wH7DcGzp0g0tqy
GM+hMAoGCCqGSM49BAMCA0kAMEYCIQC4MNULPmkEGEmC/jN+qY+agl9EtBivr7hW
b4bRzfS6nAIhAPWssOgmB42/06czkVhEqjnQhrue4zOSJbQo+JFBo6V8
-----END CERTIFICATE-----
)";

TEST(MetricsPort, TellsWhenTheFirstCertificateOfAFileExpires) {
  const auto server = Host(Probe());
  const std::string path = testing::TempDir() + "/nianbao-certificates.pem";
  std::ofstream(path) << kCertificate;
  config::v1::Server config;
  config.set_metrics_listen("127.0.0.1:0");
  config.mutable_tls()->set_certificate_file(path);
  config.mutable_tls()->set_authorities_file("/nowhere");
  const auto ports = OpenSidePorts("nianbao-test", config, *server);
  ASSERT_TRUE(ports.ok()) << ports.status();
  const auto values = Scrape(ports->metrics->address());
  ASSERT_TRUE(values.count("nianbao_certificate_expiry_timestamp_seconds{file=\"certificate\"}"));
  EXPECT_EQ(values.at("nianbao_certificate_expiry_timestamp_seconds{file=\"certificate\"}"), 2524607999);
  EXPECT_FALSE(values.count("nianbao_certificate_expiry_timestamp_seconds{file=\"authorities\"}"));
}

TEST(AdminPort, ShowsTheServersOfTheProcessWhichDoNotShowThemselves) {
  const auto server = Host(Probe());
  const char* const method = "/grpc.channelz.v1.Channelz/GetServers";
  const auto admin = AdminPort::Listen("127.0.0.1:0");
  ASSERT_TRUE(admin.ok()) << admin.status();
  EXPECT_EQ(CallRaw(OpenChannel(server->address()), method, "").code, grpc::StatusCode::UNIMPLEMENTED);
  const RawAnswer answer = CallRaw(OpenChannel((*admin)->address()), method, "");
  EXPECT_EQ(answer.code, grpc::StatusCode::OK) << answer.message;
  EXPECT_THAT(answer.message, HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace nianbao::rpc
