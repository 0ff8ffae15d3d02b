#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>

static void check(bool right) {
  if (!right) throw std::runtime_error("wrong");
}

int main(int argc, char** argv) {
  try {
    check(std::stoi("3") == 3);
    if (argc > 1) std::cout << argv[1];
    std::exit(0);
  } catch (const std::exception& e) {
    std::cerr << e.what() << std::endl;
    std::exit(1);
  }
}
