// Every service as a process: health, reflection, drain, refusal to share an address.
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <set>
#include <thread>

#include "libs/rpc/grpc_status.h"
#include "libs/status/error.h"
#include "tests/integration/suite/client.h"
#include "tests/integration/suite/command.h"
#include "tests/integration/suite/report_builder.h"
#include "tests/integration/suite/wire.h"
#include "tests/unit/libs/rpc/batch_caller.h"
#include "tests/unit/libs/rpc/health_watch.h"

namespace nianbao::integration {
namespace {

struct Served {
  const char* process;
  std::vector<std::string> services;
};

const std::vector<Served> kProcesses = {
    {"document", {"nianbao.document.v1.DocumentService"}},
    {"validation", {"nianbao.validation.v1.ValidationService"}},
    {"submission",
     {"nianbao.directory.v1.DirectoryService", "nianbao.submission.v1.SubmissionService",
      "nianbao.submission.v1.ReviewService", "nianbao.submission.v1.EventService"}},
    {"aggregation", {"nianbao.aggregation.v1.AggregationService"}},
};

TEST(Process, EachServiceSaysThatItServesAndWhat) {
  Suite suite(Shape::kFourProcesses);
  for (const Served& served : kProcesses) {
    SCOPED_TRACE(served.process);
    const std::string address = suite.AddressOf(served.process);
    EXPECT_TRUE(IsServing(rpc::OpenChannel(address)));
    const std::set<std::string> listed = ReflectedServices(address);
    for (const std::string& service : served.services) EXPECT_TRUE(listed.contains(service)) << service;
  }
}

TEST(Process, TheSingleProcessServesEverythingOnOneAddress) {
  Suite suite(Shape::kOneProcess);
  EXPECT_TRUE(IsServing(rpc::OpenChannel(suite.AddressOf("nianbao"))));
  const std::set<std::string> listed = ReflectedServices(suite.AddressOf("nianbao"));
  for (const Served& served : kProcesses) {
    for (const std::string& service : served.services) EXPECT_TRUE(listed.contains(service)) << service;
  }
}

TEST(Process, SigtermEndsStreamsWithAReasonAndExitsCleanly) {
  Suite suite(Shape::kFourProcesses);
  Client client(suite, "看板");
  grpc::ClientContext context;
  const auto reader = client.events().WatchEvents(&context, submission::v1::WatchEventsRequest());
  submission::v1::WatchEventsResponse first;
  ASSERT_TRUE(reader->Read(&first)) << "the first message says that the stream stands";
  auto exit_status = std::async(std::launch::async, [&] { return suite.Stop("submission"); });
  while (reader->Read(&first)) {
  }
  const absl::Status status = rpc::FromGrpc(reader->Finish());
  EXPECT_EQ(exit_status.get(), 0);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_EQ(status::ReasonOf(status), "SHUTTING_DOWN") << status;
}

TEST(Process, ReadsABatchOfDocumentsInBothShapesWithOneAnswerForEach) {
  for (const Shape shape : {Shape::kOneProcess, Shape::kFourProcesses}) {
    Suite suite(shape);
    const auto stub = document::v1::DocumentService::NewStub(suite.document());
    rpc::BatchCaller caller(*stub);
    std::map<std::string, int> expected;
    std::thread sender([&] {
      for (const auto& entry : std::filesystem::directory_iterator(NIANBAO_SOURCE_DIR "/samples/qinghe/2024")) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        const std::string name = entry.path().filename().string();
        EXPECT_TRUE(caller.Send(name, content, name));
        EXPECT_TRUE(caller.Send(name, "Rar!\x1A\x07\x01", "no-format.xyz"));
        expected[name + ": OK"] = expected[name + ": UNSUPPORTED_FORMAT"] = 1;
      }
      caller.SendNoMore();
    });
    const auto answers = caller.TakeAll();
    sender.join();
    EXPECT_GT(expected.size(), 20);
    EXPECT_EQ(answers, expected);
    EXPECT_TRUE(caller.Finish().ok());
  }
}

TEST(Process, SigtermEndsABatchWithAReasonAndExitsCleanly) {
  for (const Shape shape : {Shape::kOneProcess, Shape::kFourProcesses}) {
    Suite suite(shape);
    const auto stub = document::v1::DocumentService::NewStub(suite.document());
    rpc::BatchCaller caller(*stub);
    caller.Send("a", "没有表格的文本");
    ASSERT_EQ(caller.Take(), "a: OK") << "the stream stands";
    auto exit_status = std::async(std::launch::async, [&] { return suite.Stop("document"); });
    EXPECT_EQ(caller.Take(), "");
    const absl::Status status = caller.Finish();
    EXPECT_EQ(exit_status.get(), 0);
    EXPECT_EQ(status::ReasonOf(status), "SHUTTING_DOWN") << status;
  }
}

TEST(Process, SigtermIsAnnouncedByHealthBeforeCallsAreRefused) {
  Suite suite(Shape::kFourProcesses, Suite::Options{.server = R"(
      health_listen: "127.0.0.1:0"
      drain { announce { seconds: 3600 } grace { seconds: 60 } })"});
  for (const Served& served : kProcesses) {
    SCOPED_TRACE(served.process);
    const auto main = rpc::OpenChannel(suite.AddressOf(served.process));
    rpc::HealthWatch health(rpc::OpenChannel(suite.SideAddressOf(served.process, "health")));
    // aggregation serves once it has read the log.
    while (health.Next() == rpc::Health::kNotServing) {
    }
    EXPECT_EQ(rpc::HealthOf(main, served.services.front()), rpc::Health::kServing);
    suite.Signal(served.process, SIGTERM);
    EXPECT_EQ(health.Next(), rpc::Health::kNotServing);
    const auto anew = rpc::OpenChannel(suite.AddressOf(served.process));
    EXPECT_EQ(rpc::HealthOf(anew, served.services.front()), rpc::Health::kNotServing) << "still answered";
  }
  Client client(suite, "看板");
  EXPECT_TRUE(client.Head().ok()) << "still served";
  for (const Served& served : kProcesses) {
    suite.Signal(served.process, SIGTERM);
    EXPECT_EQ(suite.WaitFor(served.process), 0) << served.process;
  }
}

TEST(Process, AMistakeInItsFileKeepsAServiceFromStarting) {
  TempFolder folder;
  const std::string path = folder.path() + "/service.txtpb";
  for (const char* wrong : {"server { lisen: \"127.0.0.1:0\" }", "server { listen: 7131 }", "sever { }",
                            "server { health_listen: \"7140\" }", "server { admin_listen: \"0.0.0.0:0\" }"}) {
    std::ofstream(path) << wrong;
    for (const Served& served : kProcesses) {
      const std::string program = std::string(NIANBAO_BIN_DIR) + "/nianbao-" + served.process;
      std::vector<std::string> command = {program, "--config", path, "--listen", "127.0.0.1:0"};
      if (served.process == std::string("submission")) command.insert(command.end(), {"--data", folder.path()});
      EXPECT_NE(RunCommand(command).exit_status, 0) << program << ": " << wrong;
    }
  }
}

TEST(Process, AnOptionWinsOverTheFile) {
  TempFolder folder;
  const std::string path = folder.path() + "/service.txtpb";
  std::ofstream(path) << "server { listen: \"127.0.0.2:0\" }";
  const std::string program = std::string(NIANBAO_BIN_DIR) + "/nianbao-validation";
  const auto by_file = process::Child::Start({program, "--config", path});
  EXPECT_EQ((*by_file)->WaitForAddress()->rfind("127.0.0.2:", 0), 0u);
  const auto by_option = process::Child::Start({program, "--config", path, "--listen", "127.0.0.1:0"});
  EXPECT_EQ((*by_option)->WaitForAddress()->rfind("127.0.0.1:", 0), 0u);
}

TEST(Process, SigtermEndsEveryProcessCleanly) {
  Suite four(Shape::kFourProcesses);
  for (const Served& served : kProcesses) EXPECT_EQ(four.Stop(served.process), 0) << served.process;
  Suite one(Shape::kOneProcess);
  EXPECT_EQ(one.Stop("nianbao"), 0);
}

TEST(Process, ASecondServerOnTheSameAddressIsRefused) {
  Suite suite(Shape::kOneProcess);
  TempFolder other;
  EXPECT_EQ(RunNianbao({"serve", "--data", other.path(), "--listen", suite.AddressOf("nianbao")}).exit_status, 2);
}

TEST(Process, ASecondServerOnTheSameDataIsRefused) {
  Suite suite(Shape::kOneProcess);
  EXPECT_EQ(RunNianbao({"serve", "--data", suite.data_folder(), "--listen", "127.0.0.1:0"}).exit_status, 2);
}

TEST(Process, WithoutIdentityOnlyLoopbackIsServed) {
  TempFolder data;
  for (const char* listen : {"0.0.0.0:0", "[::]:0", "127.evil.example:0", "127.0.0.1", "127.0.0.1:99999", ""}) {
    EXPECT_EQ(RunNianbao({"serve", "--data", data.path(), "--listen", listen}).exit_status, 2) << listen;
  }
}

}  // namespace
}  // namespace nianbao::integration
