#pragma once

#include <istream>

int weigh(std::istream& text);
