#include <iostream>
#include <string>

int main(int, char** arguments) {
  std::string größe = "café 🜚 日本語";
  std::cout << größe << "\n" << arguments[1] << "\n";
  std::string line;
  std::getline(std::cin, line);
  std::cout << line << "\n" << std::u32string(U"🜚").size() << "\n";
}
