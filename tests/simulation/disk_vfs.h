// SQLite on a simulated disk.
#pragma once

#include "tests/simulation/disk.h"

namespace nianbao::simulation {

// While it lives, files that SQLite opens in this process are those of the disk. The disk must outlive it, and it every
// connection. One at a time. Its connections may be several, for one thread at a time. SQLite draws what it draws at
// random from the seed.
class DiskVfs {
 public:
  DiskVfs(Disk& disk, uint64_t seed);
  ~DiskVfs();

  DiskVfs(const DiskVfs&) = delete;
  DiskVfs& operator=(const DiskVfs&) = delete;
};

}  // namespace nianbao::simulation
