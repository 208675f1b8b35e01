// The sentence of a finding.
#pragma once

#include "libs/rulebook/compile.h"
#include "nianbao/finding/v1/finding.pb.h"
#include "nianbao/validation/v1/rulebook.pb.h"

namespace nianbao::validation::domain {

// Cells that a sentence names before it says "and so on"; the finding lists them all.
constexpr int kNamedCellsMax = 8;

// Fills the rule's message from the finding, whose cells and sums are set, and from the titles of the instance.
finding::v1::Message RenderMessage(const v1::Rule& rule, const rulebook::Instance& instance,
                                   const finding::v1::Finding& finding);

}  // namespace nianbao::validation::domain
