#include <iostream>
#include "main.cpp"
int main() {}
