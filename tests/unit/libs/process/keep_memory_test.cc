#include "libs/process/keep_memory.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <vector>

namespace nianbao::process {
namespace {

constexpr size_t kBlockBytes = 8 << 20;
constexpr long kPageBytes = 4096;
constexpr int kBlocks = 3;
constexpr int kDocuments = 20;

long PagesTaken() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

TEST(KeepMemory, TheNextDocumentTakesNoNewPages) {
  KeepMemory();
  const long before = PagesTaken();
  for (int i = 0; i < kDocuments; ++i) {
    const std::vector<std::vector<char>> document(kBlocks, std::vector<char>(kBlockBytes, 'x'));
    ASSERT_EQ(document.back().back(), 'x');
  }
  EXPECT_LT(PagesTaken() - before, 2 * (kBlocks + 1) * static_cast<long>(kBlockBytes) / kPageBytes);
}

}  // namespace
}  // namespace nianbao::process
