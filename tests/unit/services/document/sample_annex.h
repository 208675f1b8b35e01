// An annex for the tests of writers.
#pragma once

#include "nianbao/document/v1/annex.pb.h"

namespace nianbao::document::domain {

// 名单, with two paragraphs and two tables of two columns, of one row and of two. One cell is "=1+1".
v1::Annex SampleAnnex();

// A table with a caption, these many columns and rows, and texts of their own in every cell.
v1::AnnexTable TableOfSize(int columns, int rows);

}  // namespace nianbao::document::domain
