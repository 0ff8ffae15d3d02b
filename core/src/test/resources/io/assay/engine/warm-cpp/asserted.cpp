#include <cassert>
#include <iostream>
int main() { std::cout << "before" << std::endl; assert(1 == 2); }
