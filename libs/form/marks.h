// The marks of a report of any edition.
#pragma once

#include <google/protobuf/message.h>
#include <google/protobuf/reflection.h>

#include "absl/status/status.h"
#include "libs/form/catalogue.h"
#include "nianbao/form/v1/cell_mark.pb.h"

namespace nianbao::form {

// The field `marks` of a report. The message must have it.
google::protobuf::RepeatedFieldRef<v1::CellMark> MarksOf(const google::protobuf::Message& report);
// A new mark at the end of them.
v1::CellMark& AddMark(google::protobuf::Message& report);

// INVALID_ARGUMENT REPORT_MALFORMED when a mark names no cell, has no state, is given twice, or stands on a cell
// that holds a value. The report is the one that the catalogue describes.
absl::Status CheckMarks(const Catalogue& catalogue, const google::protobuf::Message& report);

}  // namespace nianbao::form
