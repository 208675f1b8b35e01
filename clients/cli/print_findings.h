// Findings as a clerk reads them.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include "nianbao/finding/v1/finding.pb.h"

namespace nianbao::cli {

// A finding with its sentence, its cells and their places, and the passages of both reports where texts are alike.
// Colour only on a terminal.
void PrintFinding(const finding::v1::Finding& finding);
void PrintFindings(const google::protobuf::RepeatedPtrField<finding::v1::Finding>& findings);

}  // namespace nianbao::cli
