// Reports for tests.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::integration {

// A report in order: every identity of the form holds, and nothing is carried in or out. Figures come from the seed.
form::v1::AnnualReport ConsistentReport(int year, std::mt19937_64& random);

// An organ that owes an own report.
organ::v1::Organ MakeOrgan(const std::string& id, const std::string& parent_id);

}  // namespace nianbao::integration
