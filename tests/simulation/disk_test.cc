#include "tests/simulation/disk.h"

#include <gtest/gtest.h>

#include <set>

namespace nianbao::simulation {
namespace {

constexpr int kSector = 512;
constexpr uint64_t kSeeds = 200;

// What is left of three sectors, overwritten and not synced, after the power failed; for many seeds.
std::set<std::string> LeftOf(DiskKind kind, int64_t offset, const std::string& written) {
  std::set<std::string> left;
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    Tally tally;
    Trace trace;
    Disk disk({{"file", std::string(3 * kSector, '.')}}, kind, seed, tally, trace);
    disk.WriteAt(*disk.Open("file", false).second, offset, written.data(), static_cast<int64_t>(written.size()));
    disk.CutOff();
    disk.Recover();
    left.insert(disk.Image().at("file"));
  }
  return left;
}

std::string Sectors(const std::string& kinds) {
  std::string bytes;
  for (const char kind : kinds) bytes.append(kSector, kind);
  return bytes;
}

TEST(Disk, LeavesAnySectorsOfAWriteThatWasNotSynced) {
  EXPECT_EQ(LeftOf({.sector_bytes = kSector}, kSector, Sectors("xx")),
            (std::set<std::string>{Sectors("..."), Sectors(".x."), Sectors("..x"), Sectors(".xx")}));
}

TEST(Disk, LeavesTheRestOfASectorAloneOnlyIfItSaysSo) {
  const std::string half(kSector / 2, 'x');
  const std::string kept = half + std::string(kSector / 2, '.') + Sectors("..");
  EXPECT_EQ(LeftOf({.sector_bytes = kSector, .powersafe_overwrite = true}, 0, half),
            (std::set<std::string>{Sectors("..."), kept}));
  EXPECT_GT(LeftOf({.sector_bytes = kSector, .powersafe_overwrite = false}, 0, half).size(), 2u);
}

TEST(Disk, KeepsWhatWasSynced) {
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    Tally tally;
    Trace trace;
    Disk disk({}, {}, seed, tally, trace);
    Disk::File& file = *disk.Open("new", true).second;
    disk.WriteAt(file, 0, "synced", 6);
    ASSERT_EQ(disk.Sync(file, /*with_directory=*/true), DiskResult::kOk);
    disk.CutOff();
    EXPECT_EQ(disk.WriteAt(file, 0, "after!", 6), DiskResult::kIoError);
    disk.Recover();
    EXPECT_EQ(disk.Image().at("new"), "synced");
  }
}

TEST(Disk, MayForgetAFileWhoseNameWasNotSynced) {
  std::set<bool> there;
  for (uint64_t seed = 0; seed < kSeeds; ++seed) {
    Tally tally;
    Trace trace;
    Disk disk({}, {}, seed, tally, trace);
    disk.Sync(*disk.Open("new", true).second, /*with_directory=*/false);
    disk.CutOff();
    disk.Recover();
    there.insert(disk.Exists("new"));
  }
  EXPECT_EQ(there.size(), 2u);
}

}  // namespace
}  // namespace nianbao::simulation
