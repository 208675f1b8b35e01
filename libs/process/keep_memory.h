// What happens to memory that a process frees.
#pragma once

namespace nianbao::process {

// This process keeps up to 64 MB of what it frees for its next allocations, instead of giving it back to the system and
// asking for it again: reading a document takes and frees some MB in blocks of every size. For a program with one
// document after the other; to be called before the first of them.
void KeepMemory();

}  // namespace nianbao::process
