// The key that signs roots in tests.
#pragma once

#include <memory>

#include "libs/signature/sm2.h"
#include "tests/unit/libs/signature/sm2_keys.h"

namespace nianbao::aggregation {

inline std::shared_ptr<const signature::Sm2Key> SigningKey() {
  return std::make_shared<const signature::Sm2Key>(signature::Sm2Key::ReadPrivate(signature::kPrivate).value());
}

}  // namespace nianbao::aggregation
