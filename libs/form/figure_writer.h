// Writing many figures of a report.
#pragma once

#include <google/protobuf/message.h>

#include <cstdint>

#include "libs/form/catalogue.h"

namespace nianbao::form {

// As SetFigure for each cell. Cells of a row, which lie beside each other in the catalogue, have one message: it is
// looked up once.
class FigureWriter {
 public:
  // The report must outlive it, and no other message may take the place of one within it meanwhile.
  explicit FigureWriter(google::protobuf::Message& report) : report_(report) {}

  void Set(const Cell& cell, int64_t value);

 private:
  google::protobuf::Message& report_;
  google::protobuf::Message* holder_ = nullptr;
  // The cell whose message that is.
  const Cell* last_ = nullptr;
};

}  // namespace nianbao::form
