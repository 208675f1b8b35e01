// Findings as a clerk reads them.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "nianbao/finding/v1/finding.pb.h"

namespace nianbao::cli {

// Each finding with its sentence, its cells and their places. Colour only on a terminal.
void PrintFindings(const google::protobuf::RepeatedPtrField<finding::v1::Finding>& findings);

}  // namespace nianbao::cli
