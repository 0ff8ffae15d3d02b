#include <iostream>

#include "library.h"

int main() { std::cout << "the library weighs " << weigh() << "\n"; }
