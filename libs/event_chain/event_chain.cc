#include "libs/event_chain/event_chain.h"

#include "libs/digest/sm3.h"

namespace nianbao {

std::string ChainStart(absl::string_view log_id) { return digest::Sm3({"nianbao/log/", log_id}); }

std::string ChainNext(absl::string_view previous_digest, absl::string_view event_bytes) {
  return digest::Sm3({previous_digest, event_bytes});
}

}  // namespace nianbao
