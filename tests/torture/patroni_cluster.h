// Two PostgreSQL servers that Patroni keeps, with etcd: a primary, and a standby that takes over when it dies.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/process/child.h"
#include "tests/torture/warded_process.h"
#include "tests/unit/services/submission/temporary_folder.h"

namespace nianbao::submission {

// All on loopback, on free ports, in a folder that goes with it. Synchronous replication is on while there is a standby
// (`synchronous_mode` without `synchronous_mode_strict`). No process outlives the test, even one that is killed.
class PatroniCluster {
 public:
  static constexpr int kNodes = 2;

  // Whether Debian's packages are there.
  static bool IsInstalled();

  // Waits until the standby is synchronous. Throws std::runtime_error.
  PatroniCluster();
  ~PatroniCluster();

  // The connection string of a database, with all hosts.
  std::string Dsn(const std::string& database) const;
  std::string NewDatabase();

  // The node that holds the lease; -1 while none does.
  int Leader() const;
  // Stops the processes of a primary that send its log to the standby, until they are killed.
  void HoldReplication(int node);
  // kill -9 of a node's Patroni, its postmaster and all of its processes. How many those were.
  int Kill(int node);
  // kill -9 of the postmaster and its processes alone: Patroni finds out.
  int KillPostmaster(int node);
  // Starts a killed node again; it becomes a standby if the other one has taken over.
  void Restart(int node);

  // Each waits, and says whether it came about in time.
  bool AwaitOtherLeader(int node, absl::Duration patience) const;
  bool AwaitNoStandby(absl::Duration patience) const;
  // Until a standby may take over.
  bool AwaitStandby(absl::Duration patience) const;

 private:
  // What etcd holds of the cluster.
  struct View {
    std::string leader;
    std::string sync;
  };
  struct Node {
    int port = 0;
    int rest_port = 0;
    std::unique_ptr<WardedProcess> patroni;
  };

  void StartEtcd();
  void WriteConfig(int node) const;
  void WatchView();
  bool Await(absl::FunctionRef<bool(const View&)> condition, absl::Duration patience) const;
  std::string Data(int node) const;
  // The postmaster of a node and its children; none when it does not run.
  std::vector<pid_t> ProcessesOf(int node) const;

  TemporaryFolder folder_;
  int etcd_port_ = 0;
  std::unique_ptr<WardedProcess> etcd_;
  std::unique_ptr<process::Child> watch_;
  std::vector<Node> nodes_;
  int databases_ = 0;
  mutable absl::Mutex mutex_;
  View view_ ABSL_GUARDED_BY(mutex_);
  std::thread watcher_;
};

}  // namespace nianbao::submission
