// Which store a command is about.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "services/submission/service.h"

namespace nianbao::cli {

// Gives the command --data and --database.
std::shared_ptr<submission::StorePlace> AddStoreOptions(CLI::App& command);

// The store's place for people: the folder, or that it is PostgreSQL. Never the connection string, which may hold a
// password.
std::string NameOf(const submission::StorePlace& place);

}  // namespace nianbao::cli
