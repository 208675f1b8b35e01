// The parts of a Word file around its body.
#pragma once

#include <string>

namespace nianbao::testing {

// The bytes of a .docx with this content of <w:body>.
std::string DocxPackage(const std::string& body);

// A paragraph that holds nothing but a text box with these paragraphs, in the newer and in the older notation.
std::string TextBox(const std::string& paragraphs);

}  // namespace nianbao::testing
