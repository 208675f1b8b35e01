#include "tests/simulation/disk_vfs.h"

#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <new>
#include <string>

#include "tests/simulation/file_locks.h"

namespace nianbao::simulation {
namespace {

constexpr char kVfsName[] = "simulated";
constexpr int kPathBytesMax = 256;
// 2025-01-15, in milliseconds of the Julian calendar.
constexpr sqlite3_int64 kTimeMs = 212'603'313'600'000;

// What is there while a VFS is.
struct World {
  Disk& disk;
  testing::Rng random;
  // By the file, so that they end with it.
  std::map<const Disk::File*, std::weak_ptr<FileLocks>> locks;
};
World* world = nullptr;

struct Handle {
  std::shared_ptr<Disk::File> file;
  std::shared_ptr<FileLocks> locks;
  // Deleted when it is closed.
  std::string delete_name;
  // Whether its name may not be synced yet.
  bool syncs_directory = false;
};

struct VfsFile {
  sqlite3_file base;
  Handle* handle;
};

Handle& HandleOf(sqlite3_file* file) { return *reinterpret_cast<VfsFile*>(file)->handle; }

std::shared_ptr<FileLocks> LocksOf(const Disk::File* file) {
  std::weak_ptr<FileLocks>& known = world->locks[file];
  std::shared_ptr<FileLocks> locks = known.lock();
  if (locks == nullptr) known = locks = std::make_shared<FileLocks>();
  return locks;
}

int CodeOf(DiskResult result, int io_error) {
  switch (result) {
    case DiskResult::kOk:
      return SQLITE_OK;
    case DiskResult::kFull:
      return SQLITE_FULL;
    case DiskResult::kIoError:
      break;
  }
  return io_error;
}

int Close(sqlite3_file* file) {
  Handle& handle = HandleOf(file);
  if (handle.locks != nullptr) handle.locks->Lower(&handle, SQLITE_LOCK_NONE);
  if (!handle.delete_name.empty()) world->disk.Delete(handle.delete_name, false);
  delete &handle;
  return SQLITE_OK;
}

int Read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
  const Disk::File& read = *HandleOf(file).file;
  if (world->disk.Read(read, offset, static_cast<char*>(bytes), count) != DiskResult::kOk) return SQLITE_IOERR_READ;
  return offset + count > static_cast<int64_t>(read.content.size()) ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

int Write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  return CodeOf(world->disk.WriteAt(*HandleOf(file).file, offset, static_cast<const char*>(bytes), count),
                SQLITE_IOERR_WRITE);
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  return CodeOf(world->disk.Truncate(*HandleOf(file).file, size), SQLITE_IOERR_TRUNCATE);
}

int Sync(sqlite3_file* file, int) {
  Handle& handle = HandleOf(file);
  const DiskResult synced = world->disk.Sync(*handle.file, handle.syncs_directory);
  if (synced == DiskResult::kOk) handle.syncs_directory = false;
  return CodeOf(synced, SQLITE_IOERR_FSYNC);
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  int64_t bytes = 0;
  const DiskResult sized = world->disk.Size(*HandleOf(file).file, bytes);
  *size = bytes;
  return CodeOf(sized, SQLITE_IOERR_FSTAT);
}

int Lock(sqlite3_file* file, int level) {
  Handle& handle = HandleOf(file);
  return handle.locks->Raise(&handle, level) ? SQLITE_OK : SQLITE_BUSY;
}

int Unlock(sqlite3_file* file, int level) {
  Handle& handle = HandleOf(file);
  handle.locks->Lower(&handle, level);
  return SQLITE_OK;
}

int CheckReservedLock(sqlite3_file* file, int* reserved) {
  *reserved = HandleOf(file).locks->IsReserved() ? 1 : 0;
  return SQLITE_OK;
}

int FileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int SectorSize(sqlite3_file*) { return world->disk.kind().sector_bytes; }

int DeviceCharacteristics(sqlite3_file*) {
  return world->disk.kind().powersafe_overwrite ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

int ShmMap(sqlite3_file* file, int number, int bytes, int make, void volatile** region) {
  Handle& handle = HandleOf(file);
  *region = handle.locks->Region(&handle, number, static_cast<size_t>(bytes), make != 0);
  return SQLITE_OK;
}

int ShmLock(sqlite3_file* file, int first, int count, int flags) {
  Handle& handle = HandleOf(file);
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    handle.locks->UnlockPlaces(&handle, first, count);
    return SQLITE_OK;
  }
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  return handle.locks->LockPlaces(&handle, first, count, exclusive) ? SQLITE_OK : SQLITE_BUSY;
}

// One thread at a time.
void ShmBarrier(sqlite3_file*) {}

int ShmUnmap(sqlite3_file* file, int) {
  Handle& handle = HandleOf(file);
  handle.locks->LeaveRegions(&handle);
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = Close,
    .xRead = Read,
    .xWrite = Write,
    .xTruncate = Truncate,
    .xSync = Sync,
    .xFileSize = FileSize,
    .xLock = Lock,
    .xUnlock = Unlock,
    .xCheckReservedLock = CheckReservedLock,
    .xFileControl = FileControl,
    .xSectorSize = SectorSize,
    .xDeviceCharacteristics = DeviceCharacteristics,
    .xShmMap = ShmMap,
    .xShmLock = ShmLock,
    .xShmBarrier = ShmBarrier,
    .xShmUnmap = ShmUnmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  const std::string called = name == nullptr ? "" : name;
  auto [opened, found] = world->disk.Open(called, (flags & SQLITE_OPEN_CREATE) != 0);
  if (opened == DiskResult::kFull) return SQLITE_FULL;
  if (found == nullptr) return SQLITE_CANTOPEN;
  auto handle = std::make_unique<Handle>();
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0) handle->locks = LocksOf(found.get());
  handle->file = std::move(found);
  if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0) handle->delete_name = called;
  // As on Unix.
  const bool is_journal = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
  handle->syncs_directory = is_journal && (flags & SQLITE_OPEN_CREATE) != 0;
  reinterpret_cast<VfsFile*>(file)->handle = handle.release();
  file->pMethods = &kMethods;
  if (flags_out != nullptr) *flags_out = flags;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs*, const char* name, int sync_directory) {
  if (!world->disk.Exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  return CodeOf(world->disk.Delete(name, sync_directory != 0), SQLITE_IOERR_DELETE);
}

int Access(sqlite3_vfs*, const char* name, int, int* there) {
  *there = world->disk.Exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int FullPathname(sqlite3_vfs*, const char* name, int bytes, char* path) {
  sqlite3_snprintf(bytes, path, "%s", name);
  return SQLITE_OK;
}

int Randomness(sqlite3_vfs*, int bytes, char* out) {
  for (int i = 0; i < bytes; ++i) out[i] = static_cast<char>(world->random.Between(0, 255));
  return bytes;
}

int Sleep(sqlite3_vfs*, int microseconds) { return microseconds; }

int CurrentTime(sqlite3_vfs*, sqlite3_int64* time) {
  *time = kTimeMs;
  return SQLITE_OK;
}

int LastError(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs& Vfs() {
  static sqlite3_vfs vfs = {
      .iVersion = 2,
      .szOsFile = sizeof(VfsFile),
      .mxPathname = kPathBytesMax,
      .pNext = nullptr,
      .zName = kVfsName,
      .pAppData = nullptr,
      .xOpen = Open,
      .xDelete = Delete,
      .xAccess = Access,
      .xFullPathname = FullPathname,
      .xDlOpen = nullptr,
      .xDlError = nullptr,
      .xDlSym = nullptr,
      .xDlClose = nullptr,
      .xRandomness = Randomness,
      .xSleep = Sleep,
      .xCurrentTime = nullptr,
      .xGetLastError = LastError,
      .xCurrentTimeInt64 = CurrentTime,
      .xSetSystemCall = nullptr,
      .xGetSystemCall = nullptr,
      .xNextSystemCall = nullptr,
  };
  return vfs;
}

}  // namespace

DiskVfs::DiskVfs(Disk& disk, uint64_t seed) {
  world = new World{.disk = disk, .random = testing::Rng(seed), .locks = {}};
  sqlite3_vfs_register(&Vfs(), /*makeDflt=*/1);
  // Forgets what was drawn before, so that the next is drawn from here.
  sqlite3_randomness(0, nullptr);
}

DiskVfs::~DiskVfs() {
  sqlite3_vfs_unregister(&Vfs());
  sqlite3_randomness(0, nullptr);
  delete world;
  world = nullptr;
}

}  // namespace nianbao::simulation
