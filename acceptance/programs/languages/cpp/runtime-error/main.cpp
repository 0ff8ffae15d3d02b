// error somewhere: std::runtime_error: no gold here
#include <iostream>
#include <stdexcept>

void weigh(int gold) {
  if (gold == 0) {
    throw std::runtime_error("no gold here");
  }
}

int main() {
  std::cout << "before" << std::endl;
  weigh(0);
}
