#include <iostream>

int main() {
  std::cout << "never printed\n";
  int carats = nugget; // error: *: nugget
  std::cout << carats;
}
