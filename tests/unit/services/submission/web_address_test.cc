#include "services/submission/domain/web_address.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace nianbao::submission {
namespace {

TEST(WebAddress, IsOfHttpOrHttpsWithAHost) {
  for (const absl::string_view address :
       {"http://www.example.gov.cn", "https://www.example.gov.cn/nb/2024.pdf?id=1#top", "HTTPS://example.gov.cn:8443/",
        "https://政务.cn/年报", "http://127.0.0.1/", "https://[::1]/"}) {
    EXPECT_TRUE(IsWebAddress(address)) << address;
  }
}

TEST(WebAddress, IsNothingElse) {
  for (const absl::string_view address :
       {"", "www.example.gov.cn", "ftp://example.gov.cn", "javascript:alert(1)", "http:/example.gov.cn", "https://",
        "https:///nb", "https://?q", "https://:80/", "https://a b.cn", "https://example.gov.cn/a b",
        " https://example.gov.cn", "https://example.gov.cn/\n", "https://example.gov.cn@evil.example",
        "https://example.gov.cn\\@evil.example/", "https://example.gov.cn/\u200b", "https://example.gov.cn/\xff"}) {
    EXPECT_FALSE(IsWebAddress(address)) << address;
  }
}

}  // namespace
}  // namespace nianbao::submission
