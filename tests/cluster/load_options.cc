#include "tests/cluster/load_options.h"

namespace nianbao::cluster {

void AddOptions(CLI::App& app, LoadOptions& options) {
  app.add_option("--edge", options.place.edge, "HOST:PORT")->required();
  app.add_option("--name-server", options.place.name_server, "IP:PORT")->required();
  app.add_option("--authorities", options.place.authorities, "PEM file of who certifies the cluster")->required();
  app.add_option("--tokens", options.place.tokens, "folder with the token of each subject")->required();
  app.add_option("--administrator", options.administrator, "subject who gives the roles")->required();
  app.add_option("--http-caller", options.http_caller, "subject who calls by HTTP")->required();
  app.add_option("--document", options.document_file, "file to be read")->required();
  app.add_option("--clients", options.clients, "who file")->required()->check(CLI::Range(1, 1000));
  app.add_option("--seed", options.seed, "of the figures")->required();
}

}  // namespace nianbao::cluster
