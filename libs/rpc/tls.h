// TLS between the processes of the suite, and from its callers.
#pragma once

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "nianbao/config/v1/server.pb.h"

namespace nianbao::rpc {

// Whether the files are there and fit each other. NOT_FOUND FILE_UNREADABLE; INVALID_ARGUMENT CERTIFICATE_INVALID for a
// file that holds something else, and for a key that is not that of the certificate.
absl::Status CheckTls(const config::v1::Tls& tls);

// Of a server: it shows its certificate, and checks that of a caller who shows one. The files, which CheckTls has found
// good, are read again when they change.
std::shared_ptr<grpc::ServerCredentials> TlsServerCredentials(const config::v1::Tls& tls);

// Of a caller: it shows its certificate, if it has one, and checks the server's and the name in it.
std::shared_ptr<grpc::ChannelCredentials> TlsChannelCredentials(const config::v1::Tls& tls);

// The same, with the token in this file at every call, read anew for each. A call fails with UNAUTHENTICATED when there
// is none.
std::shared_ptr<grpc::ChannelCredentials> TokenChannelCredentials(const config::v1::Tls& tls,
                                                                  const std::string& token_file);

}  // namespace nianbao::rpc
