#include "tests/unit/services/submission/samples.h"

namespace nianbao::submission {

organ::v1::Organ Organ(const std::string& id, const std::string& parent_id, organ::v1::ScopeDuty duty) {
  organ::v1::Organ organ;
  organ.set_name("organs/" + id);
  organ.set_title(id + "局");
  organ.set_kind(organ::v1::ORGAN_KIND_DEPARTMENT);
  organ.set_scope_duty(duty);
  if (!parent_id.empty()) organ.set_parent("organs/" + parent_id);
  return organ;
}

form::v1::AnnualReport Report(int year, int received, form::v1::Scope scope) {
  form::v1::AnnualReport report;
  report.set_year(year);
  report.set_scope(scope);
  report.set_edition(form::v1::EDITION_2021);
  report.mutable_requests()->mutable_received()->set_natural_person(received);
  return report;
}

form::v1::Narrative Prose(int number) {
  constexpr int kCharacters = 200;
  constexpr int kFirstChineseCharacter = 0x4E00;
  form::v1::Narrative narrative;
  for (int i = 0; i < kCharacters; ++i) {
    const int character = kFirstChineseCharacter + number * kCharacters + i;
    const char utf8[] = {static_cast<char>(0xE0 | (character >> 12)),
                         static_cast<char>(0x80 | ((character >> 6) & 0x3F)),
                         static_cast<char>(0x80 | (character & 0x3F))};
    narrative.mutable_overview()->append(utf8, sizeof(utf8));
  }
  return narrative;
}

}  // namespace nianbao::submission
