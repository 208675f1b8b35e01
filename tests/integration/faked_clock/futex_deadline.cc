// faketime fakes what the C library says of the time, but not what the kernel thinks when a lock of Abseil waits until
// a moment. Loaded before faketime, this puts such moments on the machine's clock.
#include <dlfcn.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

#include <cstdarg>
#include <cstdint>

namespace {

constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;

using SystemCall = long (*)(long, ...);

int64_t Nanoseconds(const timespec& time) { return time.tv_sec * kNanosecondsPerSecond + time.tv_nsec; }

timespec OnTheMachine(const timespec& moment, SystemCall system_call) {
  timespec faked;
  timespec machine;
  clock_gettime(CLOCK_REALTIME, &faked);
  system_call(SYS_clock_gettime, CLOCK_REALTIME, &machine);
  const int64_t at = Nanoseconds(moment) - Nanoseconds(faked) + Nanoseconds(machine);
  return {.tv_sec = at / kNanosecondsPerSecond, .tv_nsec = at % kNanosecondsPerSecond};
}

}  // namespace

extern "C" long syscall(long number, ...) {
  static const auto system_call = reinterpret_cast<SystemCall>(dlsym(RTLD_NEXT, "syscall"));
  long arguments[6];
  va_list list;
  va_start(list, number);
  for (long& argument : arguments) argument = va_arg(list, long);
  va_end(list);
  // Of a futex the second argument says what to do, the fourth until when.
  timespec moment;
  if (number == SYS_futex && (arguments[1] & FUTEX_CLOCK_REALTIME) != 0 && arguments[3] != 0) {
    moment = OnTheMachine(*reinterpret_cast<const timespec*>(arguments[3]), system_call);
    arguments[3] = reinterpret_cast<long>(&moment);
  }
  return system_call(number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
}
