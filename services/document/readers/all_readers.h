// Every reader of this folder, for the use case that chooses among them.
#pragma once

#include "services/document/domain/readers.h"

namespace nianbao::document::readers {

domain::Readers AllReaders();

}  // namespace nianbao::document::readers
