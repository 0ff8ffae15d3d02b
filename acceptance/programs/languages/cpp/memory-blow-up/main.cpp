#include <iostream>
#include <vector>

int main() {
  std::cout << "started" << std::endl;
  std::vector<std::vector<char>> hoard;
  while (true) {
    hoard.emplace_back(1 << 20, 'g');
  }
}
