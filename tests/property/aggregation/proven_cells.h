// Figures of proofs by cell.
#pragma once

#include <google/protobuf/repeated_field.h>

#include <cstdint>
#include <map>
#include <string>

namespace nianbao::testing {

// Those that are not 0, by cell code.
std::map<std::string, int64_t> CellsOf(const google::protobuf::RepeatedField<int64_t>& figures);

}  // namespace nianbao::testing
