// How far a long command is, on a terminal.
#pragma once

#include <cstddef>

namespace nianbao::cli {

// Draws a bar on standard error, over itself, when that is a terminal; nothing otherwise.
class ProgressBar {
 public:
  explicit ProgressBar(size_t total);
  // Takes the bar away.
  ~ProgressBar();

  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(size_t done);
  // Takes the bar away until the next Show, so that a line can be printed.
  void Hide();

 private:
  const size_t total_;
  const bool on_terminal_;
  bool shown_ = false;
};

}  // namespace nianbao::cli
