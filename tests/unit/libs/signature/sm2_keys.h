// Keys for tests.
#pragma once

namespace nianbao::signature {

// Made for tests by `openssl genpkey -algorithm SM2`.
inline constexpr char kPrivate[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgTHdlpefWjjv/ysX9\n"
    "2uTDhY9Qq5EClD6hUAanS+nTx56hRANCAAQQoty0rQpw421JBT3AtMpzJms+DuBA\n"
    "6U8rfbDvBlDN62yuhmI0m1YDywtGw9ZVwJj9yEEbkhKldj66AneXa2nf\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr char kPublic[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEEKLctK0KcONtSQU9wLTKcyZrPg7g\n"
    "QOlPK32w7wZQzetsroZiNJtWA8sLRsPWVcCY/chBG5ISpXY+ugJ3l2tp3w==\n"
    "-----END PUBLIC KEY-----\n";
inline constexpr char kOtherPublic[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEd2j2yz69RBtZM/9ZeOjVckALUhqs\n"
    "ZI86z/C1uQbWV3mshTEXHvHBByuRWJn4Di50sBpZLfyVtTKR/8zMu8lCOg==\n"
    "-----END PUBLIC KEY-----\n";

}  // namespace nianbao::signature
