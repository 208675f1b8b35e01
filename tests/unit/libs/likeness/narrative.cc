#include "tests/unit/libs/likeness/narrative.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::likeness {
namespace {

std::string Characters(std::mt19937_64& random, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    const unsigned character = 0x4E00 + random() % 3500;
    text += static_cast<char>(0xE0 | character >> 12);
    text += static_cast<char>(0x80 | (character >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (character & 0x3F));
  }
  return text;
}

std::vector<std::string> Phrases(size_t count, size_t shortest, size_t longest) {
  std::mt19937_64 random(count);
  std::vector<std::string> phrases;
  for (size_t i = 0; i < count; ++i) {
    phrases.push_back(Characters(random, shortest + random() % (longest - shortest + 1)));
  }
  return phrases;
}

}  // namespace

std::string Paragraph(std::mt19937_64& random) {
  static const std::vector<std::string> usual = Phrases(30, 20, 30);
  static const std::vector<std::string> words = Phrases(4000, 2, 6);
  std::string text = absl::StrCat(usual[random() % usual.size()], "。");
  for (int i = 0; i < 30; ++i) {
    absl::StrAppend(&text, words[random() % words.size()]);
    if (i % 6 == 3) absl::StrAppend(&text, random() % 1000, "件，");
  }
  return absl::StrCat(text, "。");
}

std::vector<std::string> Narrative(std::mt19937_64& random, size_t paragraphs) {
  std::vector<std::string> narrative;
  for (size_t i = 0; i < paragraphs; ++i) narrative.push_back(Paragraph(random));
  return narrative;
}

std::string Joined(const std::vector<std::string>& paragraphs) { return absl::StrJoin(paragraphs, "\n"); }

std::string WithOtherFigures(std::string text, std::mt19937_64& random) {
  for (char& byte : text) {
    if (absl::ascii_isdigit(byte)) byte = static_cast<char>('0' + random() % 10);
  }
  return text;
}

}  // namespace nianbao::likeness
