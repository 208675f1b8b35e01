// Measures verdicts in one thread, without a wire: the linear rules alone, as rivals can say them, and whole verdicts.
#include <google/protobuf/descriptor.pb.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "libs/rulebook/delivered.h"
#include "services/validation/domain/evaluate.h"
#include "services/validation/domain/validate_report.h"
#include "tests/bench/cel_rules.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"

namespace nianbao::bench {
namespace {

using nlohmann::json;
using validation::v1::ValidateReportRequest;

std::vector<std::string> BrokenRules(const rulebook::CompiledRulebook& rules, const ValidateReportRequest& request) {
  const auto figures = validation::domain::Figures::Of(request).value();
  const auto evaluation = validation::domain::Evaluate(rules, {request.report(), request.context(), figures});
  std::vector<std::string> ids;
  for (const auto& violation : evaluation.violations) ids.push_back(violation.instance->id);
  return ids;
}

void AddFile(const google::protobuf::FileDescriptor& file, std::set<std::string>& seen,
             google::protobuf::FileDescriptorSet& files) {
  if (!seen.insert(file.name()).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i), seen, files);
  file.CopyTo(files.add_file());
}

void Write(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

// What a rival needs to do the same work: schema, reports, rules, and the instances that must be found broken.
void WriteRivalInput(const std::string& folder, const rulebook::CompiledRulebook& rules) {
  google::protobuf::FileDescriptorSet files;
  std::set<std::string> seen;
  AddFile(*form::v1::AnnualReport::descriptor()->file(), seen, files);
  Write(folder + "/schema.binpb", files.SerializeAsString());
  json input;
  for (const CelRule& rule : CelRulesOf(rules)) {
    input["rules"].push_back({{"id", rule.id}, {"expression", rule.expression}});
  }
  for (const auto& [name, request] : {std::pair("consistent", ConsistentRequest()), {"broken", BrokenRequest()}}) {
    Write(folder + "/" + name + ".report.binpb", request.report().SerializeAsString());
    Write(folder + "/" + name + ".prior.binpb", request.context().prior(0).SerializeAsString());
    input["subjects"].push_back({{"name", name}, {"broken_rules", BrokenRules(rules, request)}});
  }
  Write(folder + "/input.json", input.dump(1) + "\n");
}

json ToJson(const Measurement& measurement) {
  return {{"operations", measurement.operations}, {"wall_ns", measurement.wall_ns}, {"cpu_ns", measurement.cpu_ns}};
}

json MeasureAll(double seconds, const rulebook::CompiledRulebook& rules) {
  const ValidateReportRequest request = ConsistentRequest();
  size_t broken = 0;
  json result;
  result["linear"] = ToJson(Measure(seconds, [&] {
    const auto figures = validation::domain::Figures::Of(request);
    broken += validation::domain::Evaluate(rules, {request.report(), request.context(), *figures}).violations.size();
  }));
  result["verdict"] = ToJson(Measure(seconds, [&] {
    broken += validation::domain::ValidateReport(rulebook::Delivered(), request).value().findings_size();
  }));
  if (broken != 0) throw std::logic_error("the consistent report was found broken");
  return result;
}

}  // namespace
}  // namespace nianbao::bench

int main(int argc, char** argv) {
  CLI::App app("Measures verdicts in one thread.", "validate_cpu");
  double seconds = 1;
  std::string folder;
  app.add_option("--seconds", seconds, "time for each measurement")->capture_default_str();
  app.add_option("--rival-input", folder, "write what a rival needs into this folder, and measure nothing");
  CLI11_PARSE(app, argc, argv);
  const auto rules = nianbao::bench::LinearRules();
  if (!folder.empty()) {
    nianbao::bench::WriteRivalInput(folder, rules);
  } else {
    std::cout << nianbao::bench::MeasureAll(seconds, rules) << std::endl;
  }
}
