// Memory in huge pages where the system has them.
#pragma once

#include <memory_resource>

namespace nianbao::aggregation {

// For what is large and read in no order, where small pages cost more than the reading. Pieces smaller than a huge page
// lie where others do.
std::pmr::memory_resource* HugePages();

}  // namespace nianbao::aggregation
