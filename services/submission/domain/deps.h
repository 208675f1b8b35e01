// What the use cases that change something work with.
#pragma once

#include "services/submission/domain/clock.h"
#include "services/submission/domain/store.h"
#include "services/submission/domain/validator.h"

namespace nianbao::submission {

struct Deps {
  Store& store;
  Validator& validator;
  const Clock& clock;
};

}  // namespace nianbao::submission
