#include "clients/cli/progress_bar.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace nianbao::cli {
namespace {

constexpr size_t kWidth = 30;

}  // namespace

ProgressBar::ProgressBar(size_t total) : total_(total), on_terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { Hide(); }

void ProgressBar::Show(size_t done) {
  if (!on_terminal_ || total_ == 0) return;
  const size_t filled = kWidth * done / total_;
  std::string bar;
  for (size_t i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  fmt::print(stderr, "\r{} {}/{}", bar, done, total_);
  std::fflush(stderr);
  shown_ = true;
}

void ProgressBar::Hide() {
  if (!shown_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace nianbao::cli
