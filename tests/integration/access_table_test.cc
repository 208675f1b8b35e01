// The table of docs/access.md, cell by cell, over real TLS sockets: every method, called by each role in its own
// subtree and in another, by those without a role, by the suite's own services, and by nobody.
#include <google/protobuf/dynamic_message.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/access/method_access.h"
#include "libs/access/role_words.h"
#include "libs/rpc/client_call.h"
#include "libs/rpc/server.h"
#include "libs/rpc/tls.h"
#include "libs/status/error.h"
#include "nianbao/aggregation/v1/aggregation_service.grpc.pb.h"
#include "nianbao/directory/v1/directory_service.grpc.pb.h"
#include "nianbao/directory/v1/grant_service.grpc.pb.h"
#include "nianbao/organ/v1/organ.pb.h"
#include "nianbao/submission/v1/event_service.grpc.pb.h"
#include "nianbao/validation/v1/validation_service.pb.h"
#include "services/aggregation/service.h"
#include "services/document/service.h"
#include "services/submission/service.h"
#include "services/validation/service.h"
#include "tests/identity/authority.h"
#include "tests/identity/issuer.h"
#include "tests/refusal.h"

namespace nianbao::integration {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using organ::v1::Grant;

constexpr char kOwn[] = "organs/own";
constexpr char kForeign[] = "organs/foreign";

// A row of the table.
struct Row {
  bool everyone = false;
  std::set<std::string> services;
  std::set<Grant::Role> roles;
  // Whether the roles have to be held for all trees.
  bool all_trees = false;
};

std::map<std::string, Row> ReadTable() {
  std::map<std::string, Row> table;
  std::ifstream page(NIANBAO_SOURCE_DIR "/docs/access.md");
  std::string service;
  for (std::string line; std::getline(page, line);) {
    if (absl::StartsWith(line, "## ")) service = line.substr(3);
    if (!absl::StartsWith(line, "| `")) continue;
    std::vector<std::string> cells = absl::StrSplit(line, '|');
    for (std::string& cell : cells) cell = std::string(absl::StripAsciiWhitespace(cell));
    Row& row = table[service + "." + cells[1].substr(1, cells[1].size() - 2)];
    row.everyone = cells[2] == "x";
    row.services = absl::StrSplit(cells[3], ", ", absl::SkipEmpty());
    for (size_t role = 1; role <= access::RoleWords().size(); ++role) {
      if (cells[3 + role] == "x") row.roles.insert(static_cast<Grant::Role>(role));
    }
    row.all_trees = cells[4 + access::RoleWords().size()] == "all trees";
  }
  return table;
}

// Puts the organ where the path leads: alone, or as the organ of a filing.
void Name(Message& message, absl::string_view path, const std::string& organ) {
  const std::pair<std::string, std::string> step = absl::StrSplit(path, absl::MaxSplits('.', 1));
  const FieldDescriptor* const field = message.GetDescriptor()->FindFieldByName(step.first);
  const auto& reflection = *message.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    const bool exists = field->is_repeated() && reflection.FieldSize(message, field) > 0;
    Message& inner = !field->is_repeated() ? *reflection.MutableMessage(&message, field)
                     : exists              ? *reflection.MutableRepeatedMessage(&message, field, 0)
                                           : *reflection.AddMessage(&message, field);
    Name(inner, step.second.empty() ? "name" : step.second, organ);
  } else {
    const bool is_filing =
        step.first == "filing" || field->full_name() == "nianbao.submission.v1.GetFilingRequest.name";
    const std::string name = is_filing ? organ + "/filings/2024-own" : organ;
    if (field->is_repeated()) {
      reflection.AddString(&message, field, name);
    } else {
      reflection.SetString(&message, field, name);
    }
  }
}

// A request that names the organ and lacks all else, so that it changes nothing.
std::unique_ptr<Message> RequestAbout(const access::MethodAccess& method, const std::string& organ) {
  std::unique_ptr<Message> request(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.method->input_type())->New());
  std::string first;
  for (const std::string& path : method.access.organs()) {
    // One change of several; one organ of those that it names.
    const std::string head = path.substr(0, path.find('.'));
    if (!first.empty() && absl::StrContains(path, '.') && head != first) continue;
    first = head;
    Name(*request, path, organ);
  }
  return request;
}

class AccessTest : public testing::Test {
 protected:
  AccessTest() {
    authority_.Issue("server", {"IP:127.0.0.1"});
    for (const std::string& service : kServices) authority_.Issue(service, {"URI:" + SpiffeIdOf(service)});
    authority_.Issue("stranger");
    StartServer();
    Prepare();
  }
  ~AccessTest() override {
    server_.reset();
    std::filesystem::remove_all(data_);
  }

  static std::string SpiffeIdOf(const std::string& service) { return "spiffe://test/" + service; }
  static std::string SubjectOf(Grant::Role role) { return Grant::Role_Name(role); }

  void StartServer() {
    config_.set_listen("127.0.0.1:0");
    *config_.mutable_tls() = authority_.TlsOf("server");
    config::v1::Identity& identity = *config_.mutable_identity();
    *identity.add_issuers() = issuer_.config();
    for (const std::string& service : kServices) {
      auto* peer = identity.add_peers();
      peer->set_name(service);
      peer->set_spiffe_id(SpiffeIdOf(service));
    }
    identity.add_security_administrators("security-1");
    const auto as = [this](const std::string& service) { return [this, service] { return ChannelOf(service); }; };
    std::vector<std::unique_ptr<rpc::HostedService>> services;
    services.push_back(document::MakeDocumentService({}));
    services.push_back(validation::MakeValidationService());
    auto submission = submission::MakeSubmissionService({.data_dir = data_, .validation = as("submission")});
    ASSERT_THAT(submission, IsOk());
    services.push_back(*std::move(submission));
    services.push_back(aggregation::MakeAggregationService({.sources = {{.submission = as("aggregation")}}}));
    auto server = rpc::Server::Listen(config_, std::move(services));
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
    server_->StartServices();
  }

  // Two trees, and for each role a subject that has it in one of them.
  void Prepare() {
    Give("office-1", Grant::ROLE_OFFICE, "");
    directory::v1::ImportOrgansRequest import;
    import.set_request_id("import");
    for (const std::string name : {kOwn, kForeign}) {
      organ::v1::Organ& organ = *import.add_organs();
      organ.set_name(name);
      organ.set_title(name);
      organ.set_kind(organ::v1::ORGAN_KIND_DEPARTMENT);
      organ.set_scope_duty(organ::v1::SCOPE_DUTY_OWN);
    }
    const auto stub = directory::v1::DirectoryService::NewStub(Anonymous());
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + issuer_.TokenOf("office-1"));
    directory::v1::ImportOrgansResponse response;
    ASSERT_THAT(rpc::FromGrpc(stub->ImportOrgans(&context, import, &response)), IsOk());
    for (size_t role = 1; role <= access::RoleWords().size(); ++role) {
      Give(SubjectOf(static_cast<Grant::Role>(role)), static_cast<Grant::Role>(role), kOwn);
    }
  }

  absl::Status Change(const std::string& author, const std::string& subject, Grant::Role role, const std::string& node,
                      bool revoke) {
    const auto stub = directory::v1::GrantService::NewStub(Anonymous());
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + issuer_.TokenOf(author));
    Grant grant;
    grant.set_subject(subject);
    grant.set_role(role);
    grant.set_node(node);
    const auto fill = [&](auto& request) {
      request.set_request_id(rpc::NewRequestId());
      *request.mutable_grant() = grant;
      request.set_reason("test");
    };
    if (revoke) {
      directory::v1::RevokeRoleRequest request;
      directory::v1::RevokeRoleResponse response;
      fill(request);
      const absl::Status done = rpc::FromGrpc(stub->RevokeRole(&context, request, &response));
      sequence_ = response.token().sequence();
      return done;
    }
    directory::v1::GrantRoleRequest request;
    directory::v1::GrantRoleResponse response;
    fill(request);
    const absl::Status done = rpc::FromGrpc(stub->GrantRole(&context, request, &response));
    sequence_ = response.token().sequence();
    return done;
  }
  void Give(const std::string& subject, Grant::Role role, const std::string& node) {
    ASSERT_THAT(Change("security-1", subject, role, node, false), IsOk());
  }

  std::shared_ptr<grpc::Channel> ChannelOf(const std::string& name) const {
    config::v1::Server own;
    *own.mutable_tls() = authority_.TlsOf(name);
    return rpc::OpenChannel(server_->address(), own);
  }
  std::shared_ptr<grpc::Channel> Anonymous() const {
    config::v1::Tls tls;
    tls.set_authorities_file(authority_.folder() + "/ca.crt");
    return rpc::OpenChannel(server_->address(), rpc::TlsChannelCredentials(tls));
  }

  // How the method answers first: a message, an error inside one, or the end of the call.
  absl::Status Call(const std::shared_ptr<grpc::Channel>& channel, const MethodDescriptor& method,
                    const Message& request, const std::string& token) {
    grpc::GenericStub stub(channel);
    grpc::CompletionQueue queue;
    grpc::ClientContext context;
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
    const auto wait = [&queue] {
      void* tag = nullptr;
      bool ok = false;
      return queue.Next(&tag, &ok) && ok;
    };
    const auto call = stub.PrepareCall(&context, "/" + method.service()->full_name() + "/" + method.name(), &queue);
    call->StartCall(nullptr);
    wait();
    grpc::Slice bytes(request.SerializeAsString());
    call->WriteLast(grpc::ByteBuffer(&bytes, 1), {}, nullptr);
    wait();
    grpc::ByteBuffer answer;
    call->Read(&answer, nullptr);
    const bool answered = wait();
    absl::Status inside;
    if (answered) {
      context.TryCancel();
      inside = ErrorInside(method, answer);
    }
    grpc::Status end;
    call->Finish(&end, nullptr);
    wait();
    return answered ? inside : rpc::FromGrpc(end);
  }
  static absl::Status ErrorInside(const MethodDescriptor& method, const grpc::ByteBuffer& answer) {
    const FieldDescriptor* const error = method.output_type()->FindFieldByName("error");
    if (!method.client_streaming() || error == nullptr) return absl::OkStatus();
    grpc::Slice bytes;
    if (!answer.DumpToSingleSlice(&bytes).ok()) return absl::InternalError("no bytes");
    std::unique_ptr<Message> message(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New());
    message->ParseFromArray(bytes.begin(), static_cast<int>(bytes.size()));
    if (!message->GetReflection()->HasField(*message, error)) return absl::OkStatus();
    return rpc::FromMessage(
        static_cast<const google::rpc::Status&>(message->GetReflection()->GetMessage(*message, error)));
  }

  // Waits until the totals have read the log.
  void CatchUp() {
    const auto stub = aggregation::v1::AggregationService::NewStub(Anonymous());
    absl::Status status;
    do {
      grpc::ClientContext context;
      context.AddMetadata("authorization", "Bearer " + issuer_.TokenOf("office-1"));
      aggregation::v1::GetAggregateRequest request;
      request.set_node(kOwn);
      request.set_year(2024);
      request.set_min_sequence(sequence_);
      aggregation::v1::GetAggregateResponse response;
      status = rpc::FromGrpc(stub->GetAggregate(&context, request, &response));
    } while (status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kPermissionDenied);
    ASSERT_THAT(status, IsOk());
  }

  const std::vector<std::string> kServices = {"gateway", "submission", "aggregation"};
  const identity_test::Authority authority_;
  identity_test::Issuer issuer_{authority_.folder()};
  const std::string data_ = authority_.folder() + "/data";
  config::v1::Server config_;
  std::unique_ptr<rpc::Server> server_;
  int64_t sequence_ = 0;
};

MATCHER(IsLetIn, "") {
  *result_listener << arg.ToString();
  return arg.code() != absl::StatusCode::kPermissionDenied && arg.code() != absl::StatusCode::kUnauthenticated &&
         arg.code() != absl::StatusCode::kUnavailable && arg.code() != absl::StatusCode::kUnimplemented;
}

TEST_F(AccessTest, EveryCellOfTheTableHolds) {
  const std::map<std::string, Row> table = ReadTable();
  std::vector<std::string> services;
  for (const std::string& name :
       std::set<std::string>({"nianbao.document.v1.DocumentService", "nianbao.validation.v1.ValidationService",
                              "nianbao.directory.v1.DirectoryService", "nianbao.directory.v1.GrantService",
                              "nianbao.submission.v1.SubmissionService", "nianbao.submission.v1.ReviewService",
                              "nianbao.submission.v1.RulebookService", "nianbao.submission.v1.EventService",
                              "nianbao.identity.v1.NonceService", "nianbao.aggregation.v1.AggregationService"})) {
    services.push_back(name);
  }
  const auto methods = access::AccessOfMethods(services);
  ASSERT_THAT(methods, IsOk());
  EXPECT_EQ(methods->size(), table.size()) << "docs/access.md has a row for every method: make golden";
  CatchUp();

  const auto anonymous = Anonymous();
  std::map<std::string, std::shared_ptr<grpc::Channel>> peers;
  for (const std::string& service : kServices) peers[service] = ChannelOf(service);
  std::map<Grant::Role, std::string> tokens;
  for (size_t role = 1; role <= access::RoleWords().size(); ++role) {
    tokens[static_cast<Grant::Role>(role)] = issuer_.TokenOf(SubjectOf(static_cast<Grant::Role>(role)));
  }
  const std::string nobody = issuer_.TokenOf("nobody-1");
  int cells = 0;
  for (const access::MethodAccess& method : *methods) {
    SCOPED_TRACE(method.method->full_name());
    const auto found = table.find(method.method->full_name());
    ASSERT_NE(found, table.end()) << "docs/access.md has no row for it: make golden";
    const Row& row = found->second;
    const auto expect = [&](const std::string& who, const std::shared_ptr<grpc::Channel>& channel,
                            const std::string& token, const std::string& organ, bool may) {
      SCOPED_TRACE(who + " about " + organ);
      ++cells;
      const absl::Status answer = Call(channel, *method.method, *RequestAbout(method, organ), token);
      if (may) {
        EXPECT_THAT(answer, IsLetIn());
      } else {
        EXPECT_THAT(answer, IsRefused(absl::StatusCode::kPermissionDenied, "ROLE_MISSING"));
      }
    };
    for (const auto& [role, token] : tokens) {
      const bool has = row.roles.contains(role) && !row.all_trees;
      expect(SubjectOf(role), anonymous, token, kOwn, row.everyone || has);
      expect(SubjectOf(role), anonymous, token, kForeign, row.everyone);
      expect(SubjectOf(role), anonymous, token, "organs/nowhere", row.everyone);
    }
    expect("nobody", anonymous, nobody, kOwn, row.everyone);
    for (const auto& [name, channel] : peers) {
      expect(name, channel, "", kOwn, row.everyone || row.services.contains(name));
    }
    EXPECT_THAT(Call(anonymous, *method.method, *RequestAbout(method, kOwn), ""),
                IsRefused(absl::StatusCode::kUnauthenticated, "CREDENTIALS_MISSING"));
    ++cells;
  }
  std::cout << cells << " cells\n";
}

TEST_F(AccessTest, WhoHoldsARoleForAllTreesHoldsItWhereNoneIsNamed) {
  CatchUp();
  const std::map<std::string, Row> table = ReadTable();
  const auto anonymous = Anonymous();
  int rows = 0;
  for (const auto& [name, row] : table) {
    if (!row.all_trees) continue;
    for (const Grant::Role role : row.roles) {
      const std::string subject = "root-" + SubjectOf(role);
      if (const absl::Status given = Change("security-1", subject, role, "", false); !given.ok()) {
        ASSERT_EQ(status::ReasonOf(given), "GRANT_EXISTS");
      }
      const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
      const auto access = access::AccessOfMethods({method->service()->full_name()}).value();
      const auto& own = *std::find_if(access.begin(), access.end(), [&](const auto& a) { return a.method == method; });
      EXPECT_THAT(Call(anonymous, *method, *RequestAbout(own, ""), issuer_.TokenOf(subject)), IsLetIn()) << name;
      ++rows;
    }
  }
  EXPECT_GT(rows, 10);
}

TEST_F(AccessTest, EachKindOfBadCredentialIsRefusedByEveryService) {
  const identity_test::Issuer stranger(authority_.folder(), "stranger-issuer");
  nlohmann::json expired = issuer_.ClaimsOf("office-1");
  expired["exp"] = absl::ToUnixSeconds(absl::Now()) - 60;
  const std::map<std::string, std::pair<std::string, std::string>> bad = {
      {"expired", {issuer_.Sign(expired), "TOKEN_EXPIRED"}},
      {"of another issuer", {stranger.TokenOf("office-1"), "TOKEN_INVALID"}},
      {"signed by nobody", {identity_test::Unsigned(issuer_.ClaimsOf("office-1")), "TOKEN_INVALID"}},
      {"no token", {"office-1", "TOKEN_INVALID"}}};
  const auto anonymous = Anonymous();
  for (const std::string name :
       {"nianbao.document.v1.DocumentService.ReadDocument", "nianbao.document.v1.DocumentService.ReadDocuments",
        "nianbao.validation.v1.ValidationService.ListRules", "nianbao.submission.v1.SubmissionService.GetFiling",
        "nianbao.submission.v1.SubmissionService.BatchSubmit", "nianbao.submission.v1.EventService.WatchEvents",
        "nianbao.aggregation.v1.AggregationService.GetAggregate",
        "nianbao.aggregation.v1.AggregationService.WatchAggregates"}) {
    const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
    const std::unique_ptr<Message> request(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(method->input_type())->New());
    for (const auto& [kind, credential] : bad) {
      EXPECT_THAT(Call(anonymous, *method, *request, credential.first),
                  IsRefused(absl::StatusCode::kUnauthenticated, credential.second))
          << name << ": " << kind;
    }
  }
  authority_.Revoke("stranger");
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "nianbao.validation.v1.ValidationService.ListRules");
  EXPECT_EQ(Call(ChannelOf("stranger"), *method, validation::v1::ListRulesRequest(), "").code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(AccessTest, AStreamOfTotalsEndsWhenTheRoleIsTakenAway) {
  CatchUp();
  const auto stub = aggregation::v1::AggregationService::NewStub(Anonymous());
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + issuer_.TokenOf(SubjectOf(Grant::ROLE_READER)));
  aggregation::v1::WatchAggregatesRequest request;
  request.add_nodes(kOwn);
  request.set_year(2024);
  const auto stream = stub->WatchAggregates(&context, request);
  aggregation::v1::WatchAggregatesResponse response;
  ASSERT_TRUE(stream->Read(&response));
  ASSERT_THAT(Change("security-1", SubjectOf(Grant::ROLE_READER), Grant::ROLE_READER, kOwn, true), IsOk());
  while (stream->Read(&response)) {
  }
  EXPECT_THAT(rpc::FromGrpc(stream->Finish()), IsRefused(absl::StatusCode::kPermissionDenied, "ROLE_MISSING"));
}

TEST_F(AccessTest, ACallerSeesItsOwnGrants) {
  const auto stub = directory::v1::GrantService::NewStub(Anonymous());
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + issuer_.TokenOf(SubjectOf(Grant::ROLE_FILER)));
  directory::v1::ListOwnGrantsResponse own;
  ASSERT_THAT(rpc::FromGrpc(stub->ListOwnGrants(&context, {}, &own)), IsOk());
  EXPECT_EQ(own.subject(), "ROLE_FILER");
  ASSERT_EQ(own.grants_size(), 1);
  EXPECT_EQ(own.grants(0).node(), kOwn);
}

TEST_F(AccessTest, TheLogSaysThatTheActorWasProven) {
  const auto stub = submission::v1::EventService::NewStub(ChannelOf("aggregation"));
  grpc::ClientContext context;
  submission::v1::ListEventsResponse events;
  ASSERT_THAT(rpc::FromGrpc(stub->ListEvents(&context, {}, &events)), IsOk());
  ASSERT_FALSE(events.records().empty());
  const auto& last = events.records(events.records_size() - 1).event();
  EXPECT_EQ(last.actor().name(), "security-1");
  EXPECT_TRUE(last.actor().authenticated());
}

}  // namespace
}  // namespace nianbao::integration
