#include "libs/rpc/certificate_metrics.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <time.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "libs/metrics/families.h"

namespace nianbao::rpc {
namespace {

struct Free {
  void operator()(BIO* file) const { BIO_free(file); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};

double ExpiryOf(const X509& certificate) {
  tm time = {};
  if (ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &time) != 1) return 0;
  return static_cast<double>(timegm(&time));
}

std::optional<double> FirstExpiryIn(const std::string& path) {
  const std::unique_ptr<BIO, Free> file(BIO_new_file(path.c_str(), "r"));
  std::optional<double> first;
  while (file != nullptr) {
    const std::unique_ptr<X509, Free> certificate(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
    if (certificate == nullptr) break;
    const double expiry = ExpiryOf(*certificate);
    first = std::min(first.value_or(expiry), expiry);
  }
  // The end of a file is an error to OpenSSL.
  ERR_clear_error();
  return first;
}

}  // namespace

std::vector<prometheus::MetricFamily> CertificateMetrics::Collect() const {
  std::vector<metrics::Reading> readings;
  if (const auto own = FirstExpiryIn(tls_.certificate_file())) readings.push_back({{{"file", "certificate"}}, *own});
  if (const auto root = FirstExpiryIn(tls_.authorities_file())) readings.push_back({{{"file", "authorities"}}, *root});
  return {metrics::Gauge("nianbao_certificate_expiry_timestamp_seconds",
                         "End of the first certificate to expire in the file, in seconds since 1970.", readings)};
}

}  // namespace nianbao::rpc
