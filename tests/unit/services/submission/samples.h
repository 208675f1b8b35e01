// Organs and reports for tests.
#pragma once

#include <string>

#include "nianbao/form/v1/annual_report.pb.h"
#include "nianbao/organ/v1/organ.pb.h"

namespace nianbao::submission {

// organs/{id} below organs/{parent_id}; at the top for "".
organ::v1::Organ Organ(const std::string& id, const std::string& parent_id = "",
                       organ::v1::ScopeDuty duty = organ::v1::SCOPE_DUTY_OWN);

// A report with one number, requests.received.natural_person, and without the name of an organ.
form::v1::AnnualReport Report(int year, int received, form::v1::Scope scope = form::v1::SCOPE_OWN);

// Text long enough to be compared with others; texts of different numbers have no character in common.
form::v1::Narrative Prose(int number);

}  // namespace nianbao::submission
