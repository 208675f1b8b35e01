#include "tests/torture/patroni_cluster.h"

#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "tests/integration/suite/wire.h"
#include "tests/postgres/postgres_server.h"
#include "tests/postgres/postgres_user.h"
#include "tests/torture/warded_process.h"

namespace nianbao::submission {
namespace {

constexpr char kEtcd[] = "/usr/bin/etcd";
constexpr char kEtcdctl[] = "/usr/bin/etcdctl";
constexpr char kPatroni[] = "/usr/bin/patroni";
constexpr char kPostgres[] = "/usr/lib/postgresql/15/bin";
constexpr char kKeys[] = "/service/nianbao/";
constexpr absl::Duration kStartPatience = absl::Seconds(60);

// The standby takes over at once when the primary's postmaster is gone, and when its lease has run out otherwise.
// $0 folder, $1 node, $2 its port, $3 the port of its Patroni, $4 port of etcd, $5 folder of the programs.
constexpr char kConfig[] = R"(scope: nianbao
name: node$1
restapi: {listen: "127.0.0.1:$3", connect_address: "127.0.0.1:$3"}
etcd3: {hosts: "127.0.0.1:$4"}
bootstrap:
  dcs:
    ttl: 5
    loop_wait: 1
    retry_timeout: 2
    primary_start_timeout: 0
    synchronous_mode: true
    postgresql: {use_pg_rewind: true}
  initdb: [{encoding: UTF8}, {locale: C}, {auth: trust}, no-sync]
postgresql:
  listen: "127.0.0.1:$2"
  connect_address: "127.0.0.1:$2"
  data_dir: $0/node$1
  bin_dir: $5
  pgpass: $0/pgpass$1
  use_unix_socket: true
  remove_data_directory_on_diverged_timelines: true
  authentication: {superuser: {username: postgres}, replication: {username: postgres}, rewind: {username: postgres}}
  parameters: {unix_socket_directories: $0, log_checkpoints: "off"}
  pg_hba: [local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
)";

// $0 is the prefix of the keys, the others are etcd's client.
constexpr char kWatch[] = R"(
until "$@" endpoint health >/dev/null 2>&1; do :; done
exec "$@" watch --rev=1 --prefix "$0"
)";

// Ports that are free now.
std::vector<int> FreePorts(int count) {
  std::vector<int> sockets;
  std::vector<int> ports;
  for (int i = 0; i < count; ++i) {
    sockets.push_back(socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (bind(sockets.back(), generic, size) != 0 || getsockname(sockets.back(), generic, &size) != 0) {
      throw std::runtime_error("no free port");
    }
    ports.push_back(ntohs(address.sin_port));
  }
  for (const int socket : sockets) close(socket);
  return ports;
}

std::string Url(int port) { return absl::StrCat("http://127.0.0.1:", port); }

std::string NameOf(int node) { return absl::StrCat("node", node); }

// As Patroni writes it down before it counts on the standby.
bool NamesStandby(const std::string& sync) { return absl::StrContains(sync, "\"sync_standby\":\"node"); }

}  // namespace

bool PatroniCluster::IsInstalled() {
  for (const std::string& program :
       {std::string(kEtcd), std::string(kEtcdctl), std::string(kPatroni), absl::StrCat(kPostgres, "/postgres")}) {
    if (access(program.c_str(), X_OK) != 0) return false;
  }
  return true;
}

PatroniCluster::PatroniCluster() : nodes_(kNodes) {
  GiveToPostgres(folder_.path().string());
  StartEtcd();
  for (int node = 0; node < kNodes; ++node) {
    const std::vector<int> ports = FreePorts(2);
    nodes_[node].port = ports[0];
    nodes_[node].rest_port = ports[1];
    WriteConfig(node);
    Restart(node);
  }
  watcher_ = std::thread([this] { WatchView(); });
  if (!AwaitStandby(kStartPatience)) throw std::runtime_error("Patroni made no primary with a standby");
}

PatroniCluster::~PatroniCluster() {
  for (int node = 0; node < kNodes; ++node) Kill(node);
  if (watch_ != nullptr) watch_->Signal(SIGKILL);
  if (watcher_.joinable()) watcher_.join();
}

void PatroniCluster::StartEtcd() {
  const std::vector<int> ports = FreePorts(2);
  const std::string client = Url(ports[0]);
  const std::string peer = Url(ports[1]);
  etcd_port_ = ports[0];
  const std::string data = folder_.File("etcd");
  std::vector<std::string> command = {kEtcd};
  for (const auto& [flag, value] :
       std::vector<std::pair<std::string, std::string>>{{"--data-dir", data},
                                                        {"--listen-client-urls", client},
                                                        {"--advertise-client-urls", client},
                                                        {"--listen-peer-urls", peer},
                                                        {"--initial-advertise-peer-urls", peer},
                                                        {"--initial-cluster", absl::StrCat("default=", peer)}}) {
    command.insert(command.end(), {flag, value});
  }
  etcd_ = std::make_unique<WardedProcess>(data, std::move(command));
  watch_ = process::Child::Start({"/bin/sh", "-c", kWatch, kKeys, kEtcdctl, "--endpoints", client}).value();
}

void PatroniCluster::WriteConfig(int node) const {
  std::ofstream(Data(node) + ".yml") << absl::Substitute(kConfig, folder_.path().string(), node, nodes_[node].port,
                                                         nodes_[node].rest_port, etcd_port_, kPostgres);
}

std::string PatroniCluster::Data(int node) const { return folder_.File(NameOf(node)); }

std::string PatroniCluster::Dsn(const std::string& database) const {
  std::vector<std::string> hosts(kNodes, "127.0.0.1");
  const auto port = [](std::string* out, const Node& node) { absl::StrAppend(out, node.port); };
  return absl::StrCat("host=", absl::StrJoin(hosts, ","), " port=", absl::StrJoin(nodes_, ",", port),
                      " user=postgres target_session_attrs=read-write dbname=", database);
}

std::string PatroniCluster::NewDatabase() {
  const std::string name = absl::StrCat("t", ++databases_);
  PostgresServer::Execute(Dsn("postgres"), absl::StrCat("CREATE DATABASE ", name, " TEMPLATE template0 LOCALE 'C'"));
  return Dsn(name);
}

void PatroniCluster::Restart(int node) {
  nodes_[node].patroni =
      std::make_unique<WardedProcess>(Data(node), std::vector<std::string>{kPatroni, absl::StrCat(Data(node), ".yml")});
}

int PatroniCluster::Kill(int node) {
  if (nodes_[node].patroni == nullptr) return 0;
  nodes_[node].patroni.reset();
  return 1 + KillPostmaster(node);
}

std::vector<pid_t> PatroniCluster::ProcessesOf(int node) const {
  pid_t postmaster = 0;
  if (!(std::ifstream(absl::StrCat(Data(node), "/postmaster.pid")) >> postmaster)) return {};
  std::error_code gone;
  if (!std::filesystem::exists(absl::StrCat("/proc/", postmaster, "/task"), gone)) return {};
  std::vector<pid_t> processes = integration::ChildrenOf(postmaster);
  processes.insert(processes.begin(), postmaster);
  return processes;
}

int PatroniCluster::KillPostmaster(int node) {
  const std::vector<pid_t> processes = ProcessesOf(node);
  for (const pid_t process : processes) kill(process, SIGKILL);
  return static_cast<int>(processes.size());
}

void PatroniCluster::HoldReplication(int node) {
  for (const pid_t process : ProcessesOf(node)) {
    std::string title;
    std::getline(std::ifstream(absl::StrCat("/proc/", process, "/cmdline")), title);
    if (absl::StrContains(title, "walsender")) kill(process, SIGSTOP);
  }
}

void PatroniCluster::WatchView() {
  while (true) {
    const auto change = watch_->ReadLine();
    const auto key = watch_->ReadLine();
    const auto value = watch_->ReadLine();
    if (!value.ok()) return;
    absl::MutexLock lock(&mutex_);
    if (*key == absl::StrCat(kKeys, "leader")) view_.leader = *value;
    if (*key == absl::StrCat(kKeys, "sync")) view_.sync = *value;
  }
}

int PatroniCluster::Leader() const {
  absl::MutexLock lock(&mutex_);
  for (int node = 0; node < kNodes; ++node) {
    if (view_.leader == NameOf(node)) return node;
  }
  return -1;
}

bool PatroniCluster::Await(absl::FunctionRef<bool(const View&)> condition, absl::Duration patience) const {
  absl::MutexLock lock(&mutex_);
  const auto holds = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return condition(view_); };
  return mutex_.AwaitWithTimeout(absl::Condition(&holds), patience);
}

bool PatroniCluster::AwaitOtherLeader(int node, absl::Duration patience) const {
  return Await([&](const View& view) { return !view.leader.empty() && view.leader != NameOf(node); }, patience);
}

bool PatroniCluster::AwaitNoStandby(absl::Duration patience) const {
  return Await([](const View& view) { return !NamesStandby(view.sync); }, patience);
}

bool PatroniCluster::AwaitStandby(absl::Duration patience) const {
  return Await(
      [](const View& view) {
        return !view.leader.empty() && NamesStandby(view.sync) &&
               absl::StrContains(view.sync, absl::StrCat("\"leader\":\"", view.leader, "\""));
      },
      patience);
}

}  // namespace nianbao::submission
