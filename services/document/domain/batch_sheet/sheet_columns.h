// The columns of a batch sheet: what stands in them, how files name them, and how people do.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/form/catalogue.h"

namespace nianbao::document::domain {

struct SheetColumn {
  enum class Kind { kOrgan, kOrganName, kYear, kFigure, kText };

  Kind kind = Kind::kFigure;
  // Stands in the row of codes: "organ", "organ_name", "year", the code of a cell, or "narrative.overview".
  std::string code;
  // From the section down, one to three.
  std::vector<form::Title> titles;
  // Of a figure.
  const form::Cell* cell = nullptr;
  // Of a text: the field of form.v1.Narrative.
  const google::protobuf::FieldDescriptor* text = nullptr;
};

// Organ, name and year; the figures in the order of the catalogue; the texts.
const std::vector<SheetColumn>& SheetColumns();

// The column with this code, or nullptr.
const SheetColumn* FindSheetColumn(absl::string_view code);

}  // namespace nianbao::document::domain
