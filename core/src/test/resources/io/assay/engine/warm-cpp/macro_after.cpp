#include <iostream>
#define private public
#include <vector>
#include <algorithm>
#include <string>
int main() { std::cout << sizeof(std::vector<int>) << std::string("x"); }
