#include "libs/config/config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "libs/config/choose.h"
#include "libs/status/error.h"
#include "nianbao/config/v1/services.pb.h"

namespace nianbao::config {
namespace {

using testing::HasSubstr;

absl::Status Refusal(absl::string_view text) {
  v1::SubmissionService config;
  return ParseConfig(text, "submission.txtpb", config);
}

TEST(ConfigFile, TakesWhatIsWrittenAndLeavesOutTheRest) {
  v1::SubmissionService config;
  const absl::Status read = ParseConfig(R"(# of the province
server {
  listen: "0.0.0.0:7133"
  drain { announce { seconds: 5 } }
}
validation: "dns:///nianbao-validation:7132")",
                                        "submission.txtpb", config);
  ASSERT_TRUE(read.ok()) << read;
  EXPECT_EQ(config.server().listen(), "0.0.0.0:7133");
  EXPECT_EQ(config.server().drain().announce().seconds(), 5);
  EXPECT_FALSE(config.server().drain().has_grace());
  EXPECT_FALSE(config.server().has_tls());
  EXPECT_EQ(config.validation(), "dns:///nianbao-validation:7132");
}

TEST(ConfigFile, AFieldThatIsNotKnownIsRefusedWithItsPlace) {
  const absl::Status refused = Refusal("server {\n  lisen: \"0.0.0.0:7133\"\n}\n");
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
  EXPECT_EQ(status::ReasonOf(refused), "CONFIG_INVALID");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("submission.txtpb:2:"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("lisen"));
  EXPECT_EQ(status::MetaOf(refused, "line"), "2");
  EXPECT_THAT(status::ChineseOf(refused), HasSubstr("submission.txtpb 第 2 行"));
}

TEST(ConfigFile, AValueOfAnotherTypeIsRefusedWithItsPlace) {
  for (const char* text :
       {"server { listen: 7133 }", "server { limits { concurrent_streams_max: \"many\" } }",
        "server { drain { grace: 10 } }", "validation { }", "server { limits { metadata_bytes_max: 99999999999 } }"}) {
    const absl::Status refused = Refusal(text);
    EXPECT_EQ(status::ReasonOf(refused), "CONFIG_INVALID") << text;
    EXPECT_EQ(status::MetaOf(refused, "line"), "1") << text;
  }
}

TEST(ConfigFile, WhatIsSaidTwiceIsRefused) {
  EXPECT_EQ(status::ReasonOf(Refusal("validation: \"a:1\"\nvalidation: \"b:1\"\n")), "CONFIG_INVALID");
}

TEST(ConfigFile, AFieldOfAnotherServiceIsRefused) {
  v1::ValidationService config;
  EXPECT_EQ(status::ReasonOf(ParseConfig("head_file: \"heads.jsonl\"", "validation.txtpb", config)), "CONFIG_INVALID");
}

TEST(ConfigFile, NumbersBelowNoughtAreRefusedWithTheirPlace) {
  for (const char* text : {
           "server {\n drain { announce { seconds: -1 } }\n}",
           "server {\n drain { announce { nanos: 1000000000 } }\n}",
           "server {\n limits { concurrent_streams_max: -1 }\n}",
           "server {\n limits { buffer_bytes_max: -1 }\n}",
           "server {\n tls { reload_every { seconds: 5 nanos: -1 } }\n}",
       }) {
    const absl::Status refused = Refusal(text);
    EXPECT_EQ(status::ReasonOf(refused), "CONFIG_INVALID") << text;
    EXPECT_EQ(status::MetaOf(refused, "line"), "2") << text << refused;
  }
}

TEST(ConfigFile, LooksIntoEveryItemOfAList) {
  v1::AggregationService config;
  EXPECT_TRUE(
      ParseConfig("sources { submission: \"a:1\" }\nsources { submission: \"b:1\" mount: \"organs/x\" }", "f", config)
          .ok());
  ASSERT_EQ(config.sources_size(), 2);
  EXPECT_EQ(config.sources(1).mount(), "organs/x");
}

TEST(ConfigFile, AFileThatIsNotThereIsAnErrorWithItsPath) {
  const auto config = ConfigIn<v1::ValidationService>("/nowhere/validation.txtpb");
  EXPECT_EQ(status::ReasonOf(config.status()), "FILE_UNREADABLE");
  EXPECT_THAT(status::ChineseOf(config.status()), HasSubstr("/nowhere/validation.txtpb"));
}

TEST(ConfigFile, AFolderIsNoFile) {
  EXPECT_EQ(status::ReasonOf(ConfigIn<v1::ValidationService>("/").status()), "FILE_UNREADABLE");
}

TEST(ConfigFile, WithoutAFileOrWithAnEmptyOneNothingIsDecided) {
  for (const char* file : {"", "/dev/null"}) {
    const auto config = ConfigIn<v1::ValidationService>(file);
    ASSERT_TRUE(config.ok());
    EXPECT_EQ(config->ByteSizeLong(), 0u);
  }
}

TEST(Choose, AnOptionWinsOverTheFileAndTheFileOverTheDefault) {
  std::string value = "file";
  Choose(value, "option", "default");
  EXPECT_EQ(value, "option");
  value = "file";
  Choose(value, "", "default");
  EXPECT_EQ(value, "file");
  value = "";
  Choose(value, "", "default");
  EXPECT_EQ(value, "default");
}

}  // namespace
}  // namespace nianbao::config
