// Organs for people.
#pragma once

#include <google/protobuf/repeated_field.h>

#include "nianbao/directory/v1/directory_service.pb.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::cli {

// One version of an organ: since when, what it is, what brought it about.
void PrintVersion(const organ::v1::Organ& organ);

// The errors and warnings about organs, one a line.
void PrintRemarks(const google::protobuf::RepeatedPtrField<directory::v1::OrganResult>& results);

}  // namespace nianbao::cli
