#include <iostream>
#include <string>

int main() {
  std::string line(4000, 'g');
  while (true) {
    std::cout << line << "\n";
  }
}
