#include "clients/cli/attachment.h"

#include <gtest/gtest.h>

namespace nianbao::cli {
namespace {

TEST(Attachment, HasTheMediaTypeOfItsEndingInWhateverCase) {
  EXPECT_EQ(MediaTypeOf("/a/年报.PDF"), "application/pdf");
  EXPECT_EQ(MediaTypeOf("a.b.docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(MediaTypeOf("a.unknown"), "application/octet-stream");
  EXPECT_EQ(MediaTypeOf("pdf"), "application/octet-stream");
}

TEST(Attachment, ThatIsNotThereIsAnError) {
  EXPECT_EQ(AttachmentOf("/does/not/exist.pdf").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace nianbao::cli
