#include "services/document/readers/all_readers.h"

#include "services/document/readers/text_reader.h"

namespace nianbao::document::readers {

domain::Readers AllReaders() { return {.text = ReadText}; }

}  // namespace nianbao::document::readers
