// Made-up written sections of annual reports.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace nianbao::likeness {

// One paragraph of some 150 characters: a sentence that many organs write, then words of its own with figures.
std::string Paragraph(std::mt19937_64& random);

// `paragraphs` paragraphs, a line each.
std::vector<std::string> Narrative(std::mt19937_64& random, size_t paragraphs = 10);

std::string Joined(const std::vector<std::string>& paragraphs);

// The text with a digit drawn anew for each digit.
std::string WithOtherFigures(std::string text, std::mt19937_64& random);

}  // namespace nianbao::likeness
