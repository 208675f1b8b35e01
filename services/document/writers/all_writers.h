// The writers of the service.
#pragma once

#include "services/document/domain/writers.h"

namespace nianbao::document::writers {

domain::Writers AllWriters();

}  // namespace nianbao::document::writers
