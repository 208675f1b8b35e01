// Messages as they are kept.
#pragma once

#include <google/protobuf/message_lite.h>

#include <string>

namespace nianbao::submission {

// The bytes of a message, which read as a message again. Throws StoreError (INTERNAL STORE_FAILED) when they would
// not, as with a text that is not UTF-8: kept, they would make what stands beside them unreadable for ever.
std::string KeptBytes(const google::protobuf::MessageLite& message);

}  // namespace nianbao::submission
