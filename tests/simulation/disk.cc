#include "tests/simulation/disk.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace nianbao::simulation {
namespace {

constexpr int kInTenThousand = 10'000;
// There are fewer of these.
constexpr int kSyncsErrTimes = 12;
constexpr int kWritesErrTimes = 3;
// What stands where nothing was written.
constexpr char kGarbage = '\xE7';

}  // namespace

Disk::Disk(const DiskImage& image, DiskKind kind, uint64_t seed, Tally& tally, Trace& trace)
    : kind_(kind), random_(seed), tally_(tally), trace_(trace) {
  for (const auto& [name, content] : image) {
    directory_[name] = std::make_shared<File>(File{.content = content, .synced = content, .unsynced = {}});
  }
  synced_directory_ = directory_;
}

bool Disk::Begin() {
  if (operations_left_ > 0 && --operations_left_ == 0) {
    tally_.Add(Done::kCutsWithin);
    trace_.Note("cut off");
  }
  return operations_left_ != 0;
}

bool Disk::Errs(Done kind) {
  const int times = kind == Done::kSyncErrors ? kSyncsErrTimes : kind == Done::kWriteErrors ? kWritesErrTimes : 1;
  if (errors_ == 0 || random_.Between(1, kInTenThousand) > errors_ * times) return false;
  tally_.Add(kind);
  trace_.Note(static_cast<int64_t>(kind));
  return true;
}

void Disk::Apply(const Write& write, std::string& content) {
  if (write.is_truncation) return content.resize(static_cast<size_t>(write.offset));
  const auto end = static_cast<size_t>(write.offset) + write.bytes.size();
  if (content.size() < end) content.resize(end);
  std::memcpy(content.data() + write.offset, write.bytes.data(), write.bytes.size());
}

void Disk::Put(const NameChange& change, Directory& directory) {
  if (change.file == nullptr) {
    directory.erase(change.name);
  } else {
    directory[change.name] = change.file;
  }
}

std::pair<DiskResult, std::shared_ptr<Disk::File>> Disk::Open(const std::string& name, bool create) {
  if (!Begin() || Errs(Done::kOtherDiskErrors)) return {DiskResult::kIoError, nullptr};
  if (name.empty()) return {DiskResult::kOk, std::make_shared<File>()};
  const auto found = directory_.find(name);
  if (found != directory_.end()) return {DiskResult::kOk, found->second};
  if (!create) return {DiskResult::kOk, nullptr};
  if (is_full_) {
    tally_.Add(Done::kFullDisk);
    return {DiskResult::kFull, nullptr};
  }
  unsynced_names_.push_back({name, std::make_shared<File>()});
  Put(unsynced_names_.back(), directory_);
  return {DiskResult::kOk, unsynced_names_.back().file};
}

DiskResult Disk::Delete(const std::string& name, bool with_directory) {
  if (!Begin() || Errs(Done::kOtherDiskErrors)) return DiskResult::kIoError;
  unsynced_names_.push_back({name, nullptr});
  Put(unsynced_names_.back(), directory_);
  if (with_directory) SyncDirectory();
  return DiskResult::kOk;
}

DiskResult Disk::Read(const File& file, int64_t offset, char* bytes, int64_t count) {
  if (!Begin() || Errs(Done::kReadErrors)) return DiskResult::kIoError;
  const int64_t there = std::clamp<int64_t>(static_cast<int64_t>(file.content.size()) - offset, 0, count);
  std::memcpy(bytes, file.content.data() + offset, static_cast<size_t>(there));
  std::memset(bytes + there, 0, static_cast<size_t>(count - there));
  return DiskResult::kOk;
}

DiskResult Disk::WriteAt(File& file, int64_t offset, const char* bytes, int64_t count) {
  if (!Begin()) return DiskResult::kIoError;
  DiskResult result = DiskResult::kOk;
  if (Errs(Done::kWriteErrors)) result = DiskResult::kIoError;
  if (is_full_ && offset + count > static_cast<int64_t>(file.content.size())) {
    tally_.Add(Done::kFullDisk);
    result = DiskResult::kFull;
  }
  // Some of it was written before the error.
  if (result != DiskResult::kOk) count = random_.Between(0, count / kind_.sector_bytes) * kind_.sector_bytes;
  if (count > 0) {
    file.unsynced.push_back({offset, std::string(bytes, static_cast<size_t>(count))});
    Apply(file.unsynced.back(), file.content);
  }
  return result;
}

DiskResult Disk::Truncate(File& file, int64_t size) {
  if (!Begin() || Errs(Done::kOtherDiskErrors)) return DiskResult::kIoError;
  file.unsynced.push_back({.offset = size, .bytes = "", .is_truncation = true});
  Apply(file.unsynced.back(), file.content);
  return DiskResult::kOk;
}

DiskResult Disk::Size(const File& file, int64_t& size) {
  if (!Begin() || Errs(Done::kOtherDiskErrors)) return DiskResult::kIoError;
  size = static_cast<int64_t>(file.content.size());
  return DiskResult::kOk;
}

DiskResult Disk::Sync(File& file, bool with_directory) {
  if (!Begin()) return DiskResult::kIoError;
  if (std::exchange(fails_next_sync_, false) || Errs(Done::kSyncErrors)) {
    SettleAfterFailedSync(file);
    return DiskResult::kIoError;
  }
  for (const Write& write : file.unsynced) Apply(write, file.synced);
  file.unsynced.clear();
  if (with_directory) SyncDirectory();
  return DiskResult::kOk;
}

void Disk::SyncDirectory() {
  for (const NameChange& change : unsynced_names_) Put(change, synced_directory_);
  unsynced_names_.clear();
}

// Some of it is on the disk; the rest goes on waiting.
void Disk::SettleAfterFailedSync(File& file) {
  const auto settled = random_.Between(0, static_cast<int64_t>(file.unsynced.size()));
  for (int64_t i = 0; i < settled; ++i) Apply(file.unsynced[i], file.synced);
  file.unsynced.erase(file.unsynced.begin(), file.unsynced.begin() + settled);
}

void Disk::Recover() {
  // Creations and deletions reach the disk in their order.
  const int64_t kept_names = random_.Between(0, static_cast<int64_t>(unsynced_names_.size()));
  tally_.Add(Done::kNamesUndone, static_cast<int64_t>(unsynced_names_.size()) - kept_names);
  for (int64_t i = 0; i < kept_names; ++i) Put(unsynced_names_[i], synced_directory_);
  unsynced_names_.clear();
  directory_.clear();
  for (const auto& [name, file] : synced_directory_) {
    const std::string content = AfterPowerFailure(*file);
    directory_[name] = std::make_shared<File>(File{.content = content, .synced = content, .unsynced = {}});
  }
  synced_directory_ = directory_;
  operations_left_ = -1;
}

std::string Disk::AfterPowerFailure(const File& file) {
  if (file.unsynced.empty()) return file.synced;
  if (random_.Chance(20)) return file.content;
  if (random_.Chance(25)) {
    tally_.Add(Done::kWritesLost, static_cast<int64_t>(file.unsynced.size()));
    return file.synced;
  }
  std::string kept = file.synced;
  KeepSectors(file, kept);
  return kept;
}

// Each sector is what it was after some of the writes to it.
void Disk::KeepSectors(const File& file, std::string& kept) {
  const int64_t bytes = kind_.sector_bytes;
  struct Sector {
    int writes = 0;
    int kept = 0;
    bool is_cut = false;
  };
  std::map<int64_t, Sector> sectors;
  for (const Write& write : file.unsynced) {
    const int64_t end = write.offset + static_cast<int64_t>(write.bytes.size());
    for (int64_t sector = write.offset / bytes; sector * bytes < end; ++sector) {
      Sector& touched = sectors[sector];
      ++touched.writes;
      touched.is_cut |= write.offset > sector * bytes || end < (sector + 1) * bytes;
    }
  }
  for (auto& [sector, touched] : sectors) touched.kept = static_cast<int>(random_.Between(0, touched.writes));
  for (const Write& write : file.unsynced) {
    if (write.is_truncation) {
      if (random_.Chance(50)) Apply(write, kept);
      continue;
    }
    const int64_t end = write.offset + static_cast<int64_t>(write.bytes.size());
    int pieces_kept = 0;
    int pieces = 0;
    for (int64_t sector = write.offset / bytes; sector * bytes < end; ++sector) {
      ++pieces;
      if (sectors[sector].kept-- <= 0) continue;
      ++pieces_kept;
      const int64_t from = std::max(write.offset, sector * bytes);
      const int64_t to = std::min(end, (sector + 1) * bytes);
      if (static_cast<int64_t>(kept.size()) < from) kept.resize(static_cast<size_t>(from), kGarbage);
      Apply({from, write.bytes.substr(static_cast<size_t>(from - write.offset), static_cast<size_t>(to - from))}, kept);
    }
    if (pieces_kept == 0) tally_.Add(Done::kWritesLost);
    if (pieces_kept > 0 && pieces_kept < pieces) tally_.Add(Done::kWritesTorn);
  }
  if (kind_.powersafe_overwrite) return;
  for (const auto& [sector, touched] : sectors) {
    if (touched.is_cut && random_.Chance(15)) Damage(sector, kept);
  }
}

void Disk::Damage(int64_t sector, std::string& kept) {
  const auto size = static_cast<int64_t>(kept.size());
  const int64_t from = std::min(size, sector * kind_.sector_bytes);
  const int64_t to = std::min(size, (sector + 1) * kind_.sector_bytes);
  std::fill(kept.begin() + from, kept.begin() + to, kGarbage);
  if (to > from) tally_.Add(Done::kSectorsDamaged);
}

DiskImage Disk::Image() const {
  DiskImage image;
  for (const auto& [name, file] : directory_) image[name] = file->content;
  return image;
}

}  // namespace nianbao::simulation
