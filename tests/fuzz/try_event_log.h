// Logs that nobody wrote.
#pragma once

#include "absl/strings/string_view.h"

namespace nianbao::fuzz {

// The input is events as the store keeps them, parted by lines "===".
//
// What is no event is refused by its bytes; an event that is read is written as the bytes that it is read from again.
// The chain is followed: as they stand, all records up to the first that it does not vouch for are taken, and that one
// is refused with FEED_GAP or FEED_CORRUPT and changes nothing. Numbered and chained anew, so that the chain vouches
// for all of them, they are taken or refused with FEED_CORRUPT, and the totals that were moved event by event are those
// of an engine that reads the same log when all is there.
void TryEventLog(absl::string_view input);

}  // namespace nianbao::fuzz
