// A disk that keeps what was synced, and of the rest what chance leaves.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/document/rng.h"
#include "tests/simulation/tally.h"
#include "tests/simulation/trace.h"

namespace nianbao::simulation {

// Files by name, as a disk has them on which nothing waits to be written.
using DiskImage = std::map<std::string, std::string>;

struct DiskKind {
  // What is written at once or not at all.
  int sector_bytes = 512;
  // Whether a write that is cut off leaves the bytes beside it in its sector alone.
  bool powersafe_overwrite = true;
};

enum class DiskResult { kOk, kIoError, kFull };

// The files of one machine. Not thread-safe.
class Disk {
 public:
  Disk(const DiskImage& image, DiskKind kind, uint64_t seed, Tally& tally, Trace& trace);

  struct Write {
    int64_t offset = 0;
    std::string bytes;
    // Instead: the file is cut or lengthened to `offset`.
    bool is_truncation = false;
  };
  // A file; its names are in the directory.
  struct File {
    // As whoever reads it sees it.
    std::string content;
    std::string synced;
    std::vector<Write> unsynced;
  };

  const DiskKind& kind() const { return kind_; }

  // Errors, so many in ten thousand reads, and more in as many writes and syncs; and whether files can grow.
  void SetErrors(int per_ten_thousand) { errors_ = per_ten_thousand; }
  void SetFull(bool full) { is_full_ = full; }
  void FailNextSync() { fails_next_sync_ = true; }
  // Whoever has files open is cut off, at the so many-th operation from now on: nothing that is asked for is done.
  void CutOffAfter(int64_t operations) { operations_left_ = operations; }
  void CutOff() { operations_left_ = 0; }
  bool is_cut_off() const { return operations_left_ == 0; }
  // The power failed: leaves of the files what chance leaves. No file may be in use.
  void Recover();
  // It was a process that died: all that it wrote is there, if not synced.
  void GoOn() { operations_left_ = -1; }

  // nullptr when there is no such file and none is to be made; with an error always.
  std::pair<DiskResult, std::shared_ptr<File>> Open(const std::string& name, bool create);
  // with_directory: the deletion is synced, and all names before it.
  DiskResult Delete(const std::string& name, bool with_directory);
  bool Exists(const std::string& name) const { return directory_.contains(name); }

  // Reads past the end of the file give zeros.
  DiskResult Read(const File& file, int64_t offset, char* bytes, int64_t count);
  DiskResult WriteAt(File& file, int64_t offset, const char* bytes, int64_t count);
  DiskResult Truncate(File& file, int64_t size);
  // With the directory: creations and deletions too.
  DiskResult Sync(File& file, bool with_directory);
  DiskResult Size(const File& file, int64_t& size);

  // All that is there, synced or not.
  DiskImage Image() const;

 private:
  struct NameChange {
    std::string name;
    // nullptr: it was deleted.
    std::shared_ptr<File> file;
  };
  using Directory = std::map<std::string, std::shared_ptr<File>>;

  // Counts an operation. False when it is the one, or after the one, that is not done any more.
  bool Begin();
  bool Errs(Done kind);
  static void Apply(const Write& write, std::string& content);
  static void Put(const NameChange& change, Directory& directory);
  void SyncDirectory();
  void SettleAfterFailedSync(File& file);
  std::string AfterPowerFailure(const File& file);
  void KeepSectors(const File& file, std::string& kept);
  void Damage(int64_t sector, std::string& kept);

  DiskKind kind_;
  testing::Rng random_;
  Tally& tally_;
  Trace& trace_;
  int errors_ = 0;
  bool is_full_ = false;
  bool fails_next_sync_ = false;
  // Negative: without end.
  int64_t operations_left_ = -1;
  Directory directory_;
  Directory synced_directory_;
  std::vector<NameChange> unsynced_names_;
};

}  // namespace nianbao::simulation
