#include "tests/unit/services/submission/small_disk.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace nianbao::submission {
namespace {

constexpr int64_t kPage = 4096;

}  // namespace

SmallDisk::SmallDisk(int64_t megabytes) {
  const std::string options = "mode=777,size=" + std::to_string(megabytes) + "m";
  is_there_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()) == 0;
}

SmallDisk::~SmallDisk() {
  if (is_there_) umount2(folder_.path().c_str(), MNT_DETACH);
}

void SmallDisk::Fill(int64_t pages_left) {
  Free();
  const int ballast = open(File("ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::vector<char> page(kPage, 'x');
  int64_t pages = 0;
  while (write(ballast, page.data(), page.size()) == kPage) ++pages;
  if (ftruncate(ballast, std::max<int64_t>(0, pages - pages_left) * kPage) != 0) throw std::runtime_error("ftruncate");
  close(ballast);
}

void SmallDisk::Free() { unlink(File("ballast").c_str()); }

void SmallDisk::MakeReadOnly() {
  if (mount(nullptr, folder_.path().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
    throw std::runtime_error("the disk is in use");
  }
}

}  // namespace nianbao::submission
