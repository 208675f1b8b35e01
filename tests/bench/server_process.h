// What another process takes of the machine.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace nianbao::bench {

// Both throw std::runtime_error when there is no such process. Processor time is that of all its threads, ended ones
// too.
double ProcessorSeconds(pid_t process);

// Memory that no other process shares.
int64_t PrivateBytes(pid_t process);

}  // namespace nianbao::bench
