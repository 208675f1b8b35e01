// Brings the pages of one table to one scale.
#pragma once

#include <vector>

#include "services/document/readers/layout/layout_runs.h"

namespace nianbao::document::readers {

// The rows of a table on one page.
using PageOfRuns = std::vector<std::vector<Run>>;

// `pdftotext -layout` lays out every page by itself, so that the columns of a table stand elsewhere on its next page.
// Moves the runs of next so that the figures of its fullest rows stand under those of first.
//
// False when the columns of the two pages cannot be told to be the same: both have rows of figures, but not equally
// many in the fullest. Pages with at most two figures a row are left as they are.
bool AlignTo(const PageOfRuns& first, PageOfRuns& next);

}  // namespace nianbao::document::readers
