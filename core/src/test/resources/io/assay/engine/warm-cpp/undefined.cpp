#include <iostream>
void nowhere(int);
extern int gone;
int main() { nowhere(gone); std::cout << "never"; }
