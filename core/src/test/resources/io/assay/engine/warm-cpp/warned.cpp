#include <iostream>
#warning "careful"
#pragma message("said")
int main() { int *p = 0; char c = 'ab'; std::cout << (c != 0) << 1 / 1 << (p == 0); return 3; }
