#include "libs/rpc/tls.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/status/error.h"

namespace nianbao::rpc {
namespace {

namespace experimental = grpc::experimental;

constexpr int64_t kReloadSeconds = 60;

template <typename T, void (*Free)(T*)>
struct Freed {
  void operator()(T* object) const { Free(object); }
};
using File = std::unique_ptr<BIO, Freed<BIO, BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;

absl::Status Unreadable(const std::string& field, const std::string& path) {
  return status::Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                       absl::StrCat("tls.", field, ": got \"", path, "\", want a file that can be read"))
      .Meta("path", path)
      .Chinese(absl::StrCat("无法读取 ", path, "（配置 tls.", field, "）。请检查路径和权限。"));
}

absl::Status Invalid(const std::string& field, const std::string& path, const std::string& want,
                     const std::string& chinese) {
  return status::Error(absl::StatusCode::kInvalidArgument, "CERTIFICATE_INVALID",
                       absl::StrCat("tls.", field, ": got ", path, ", want ", want))
      .Meta("path", path)
      .Chinese(absl::StrCat(path, "（配置 tls.", field, "）", chinese));
}

int NoPassword(char*, int, int, void*) { return 0; }

std::shared_ptr<experimental::CertificateProviderInterface> Watch(const config::v1::Tls& tls) {
  const int64_t seconds = tls.has_reload_every() ? tls.reload_every().seconds() : kReloadSeconds;
  const auto every = static_cast<unsigned>(std::max<int64_t>(seconds, 1));
  if (tls.certificate_file().empty()) {
    return std::make_shared<experimental::FileWatcherCertificateProvider>(tls.authorities_file(), every);
  }
  return std::make_shared<experimental::FileWatcherCertificateProvider>(tls.private_key_file(), tls.certificate_file(),
                                                                        tls.authorities_file(), every);
}

class TokenFile final : public grpc::MetadataCredentialsPlugin {
 public:
  explicit TokenFile(std::string path) : path_(std::move(path)) {}

  bool IsBlocking() const override { return true; }
  grpc::Status GetMetadata(grpc::string_ref, grpc::string_ref, const grpc::AuthContext&,
                           std::multimap<grpc::string, grpc::string>* metadata) override {
    std::ifstream file(path_);
    std::string token;
    if (!(file >> token)) {
      return {grpc::StatusCode::UNAUTHENTICATED, absl::StrCat("token: got ", path_, ", want a file with a token")};
    }
    metadata->emplace("authorization", absl::StrCat("Bearer ", token));
    return grpc::Status::OK;
  }

 private:
  const std::string path_;
};

void ConfigureBoth(const config::v1::Tls& tls, experimental::TlsCredentialsOptions& options) {
  if (!tls.certificate_file().empty()) options.watch_identity_key_cert_pairs();
  options.watch_root_certs();
  if (!tls.revocation_folder().empty()) options.set_crl_directory(tls.revocation_folder());
}

}  // namespace

absl::Status CheckTls(const config::v1::Tls& tls) {
  const File certificate_file(BIO_new_file(tls.certificate_file().c_str(), "r"));
  if (certificate_file == nullptr) return Unreadable("certificate_file", tls.certificate_file());
  const File key_file(BIO_new_file(tls.private_key_file().c_str(), "r"));
  if (key_file == nullptr) return Unreadable("private_key_file", tls.private_key_file());
  const File authorities_file(BIO_new_file(tls.authorities_file().c_str(), "r"));
  if (authorities_file == nullptr) return Unreadable("authorities_file", tls.authorities_file());
  if (!tls.revocation_folder().empty() && !std::filesystem::is_directory(tls.revocation_folder())) {
    return Unreadable("revocation_folder", tls.revocation_folder());
  }
  const Certificate certificate(PEM_read_bio_X509(certificate_file.get(), nullptr, NoPassword, nullptr));
  if (certificate == nullptr) {
    return Invalid("certificate_file", tls.certificate_file(), "a certificate in PEM", "不是 PEM 格式的证书。");
  }
  const PrivateKey key(PEM_read_bio_PrivateKey(key_file.get(), nullptr, NoPassword, nullptr));
  if (key == nullptr) {
    return Invalid("private_key_file", tls.private_key_file(), "a private key in PEM without a password",
                   "不是未加密的 PEM 私钥。");
  }
  if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    return Invalid("private_key_file", tls.private_key_file(), absl::StrCat("the key of ", tls.certificate_file()),
                   absl::StrCat("与证书 ", tls.certificate_file(), " 不是一对。"));
  }
  if (Certificate(PEM_read_bio_X509(authorities_file.get(), nullptr, NoPassword, nullptr)) == nullptr) {
    return Invalid("authorities_file", tls.authorities_file(), "certificates in PEM", "不是 PEM 格式的证书。");
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::ServerCredentials> TlsServerCredentials(const config::v1::Tls& tls) {
  experimental::TlsServerCredentialsOptions options(Watch(tls));
  ConfigureBoth(tls, options);
  options.set_cert_request_type(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  return experimental::TlsServerCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> TlsChannelCredentials(const config::v1::Tls& tls) {
  experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(Watch(tls));
  ConfigureBoth(tls, options);
  return experimental::TlsCredentials(options);
}

std::shared_ptr<grpc::ChannelCredentials> TokenChannelCredentials(const config::v1::Tls& tls,
                                                                  const std::string& token_file) {
  return grpc::CompositeChannelCredentials(
      TlsChannelCredentials(tls), grpc::MetadataCredentialsFromPlugin(std::make_unique<TokenFile>(token_file)));
}

}  // namespace nianbao::rpc
