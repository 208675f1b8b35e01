// What every load of a cluster is told.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "tests/cluster/caller.h"

namespace nianbao::cluster {

struct LoadOptions {
  Place place;
  std::string administrator;
  std::string http_caller;
  std::string document_file;
  int clients = 0;
  uint64_t seed = 0;
};

void AddOptions(CLI::App& app, LoadOptions& options);

}  // namespace nianbao::cluster
