#include <fstream>
#include <iostream>

#include "scale.h"

int main() {
  std::ifstream grains("data/grains.txt");
  std::cout << weigh(grains) << " grains\n";
}
