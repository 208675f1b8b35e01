#include "services/submission/store/query.h"

namespace nianbao::submission {

Query& Query::Text(int parameter, absl::string_view text) {
  statement_.bind(parameter, std::string(text));
  return *this;
}

Query& Query::Bytes(int parameter, absl::string_view bytes) {
  // A null pointer would bind NULL.
  statement_.bind(parameter, static_cast<const void*>(bytes.empty() ? "" : bytes.data()),
                  static_cast<int>(bytes.size()));
  return *this;
}

Query& Query::Number(int parameter, int64_t number) {
  statement_.bind(parameter, number);
  return *this;
}

}  // namespace nianbao::submission
