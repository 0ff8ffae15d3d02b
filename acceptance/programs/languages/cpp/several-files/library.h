#pragma once

int weigh();
