// Rules as they are drawn on a page, for tests.
#pragma once

#include "services/document/readers/layout/rule.h"

namespace nianbao::document::readers {

inline Rule Across(double y, double left, double right) { return {false, y, left, right}; }
inline Rule Down(double x, double top, double bottom) { return {true, x, top, bottom}; }

}  // namespace nianbao::document::readers
