#include "tests/simulation/fiber.h"

#include <utility>
#include <vector>

namespace nianbao::simulation {
namespace {

constexpr size_t kStackBytes = size_t{1} << 20;

Fiber* running = nullptr;

// Stacks that nobody uses: new ones would have to be faulted in each time.
std::vector<std::unique_ptr<char[]>>& SpareStacks() {
  static auto* const kSpare = new std::vector<std::unique_ptr<char[]>>();
  return *kSpare;
}

std::unique_ptr<char[]> TakeStack() {
  auto& spare = SpareStacks();
  if (spare.empty()) return std::unique_ptr<char[]>(new char[kStackBytes]);
  std::unique_ptr<char[]> stack = std::move(spare.back());
  spare.pop_back();
  return stack;
}

}  // namespace

Fiber::Fiber(std::function<void()> body) : body_(std::move(body)), stack_(TakeStack()) {
  getcontext(&here_);
  here_.uc_stack.ss_sp = stack_.get();
  here_.uc_stack.ss_size = kStackBytes;
  here_.uc_link = &resumer_;
  makecontext(&here_, &Fiber::Enter, 0);
}

Fiber::~Fiber() { SpareStacks().push_back(std::move(stack_)); }

void Fiber::Enter() {
  running->body_();
  running->has_ended_ = true;
}

void Fiber::Resume() {
  running = this;
  swapcontext(&resumer_, &here_);
  running = nullptr;
}

void Fiber::Yield() {
  if (running == nullptr) return;
  Fiber& self = *running;
  swapcontext(&self.here_, &self.resumer_);
}

bool Fiber::IsInside() { return running != nullptr; }

}  // namespace nianbao::simulation
