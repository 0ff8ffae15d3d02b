#include <iostream>
int mian() { std::cout << "never"; return 0; }
