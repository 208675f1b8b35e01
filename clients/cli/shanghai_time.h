// Times as people in China read them.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>

namespace nianbao::cli {

// Such as "2025-01-15 09:30:00", in Asia/Shanghai.
std::string ShanghaiTime(const google::protobuf::Timestamp& time);

}  // namespace nianbao::cli
