// Code that stops in the middle and goes on later, on a stack of its own.
#pragma once

#include <ucontext.h>

#include <functional>
#include <memory>

namespace nianbao::simulation {

// Exactly one runs at a time, until it yields: which one goes on is for others to choose. Must have ended before it is
// destroyed. It does not yield while an exception is handled.
class Fiber {
 public:
  // `body` throws nothing.
  explicit Fiber(std::function<void()> body);
  ~Fiber();

  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Goes on until it yields or ends.
  void Resume();
  bool has_ended() const { return has_ended_; }

  // Goes back to whoever resumed. Outside of fibers it does nothing.
  static void Yield();
  static bool IsInside();

 private:
  static void Enter();

  const std::function<void()> body_;
  std::unique_ptr<char[]> stack_;
  ucontext_t here_{};
  ucontext_t resumer_{};
  bool has_ended_ = false;
};

}  // namespace nianbao::simulation
