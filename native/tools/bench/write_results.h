#pragma once
#include <string>

#include "bench/measurement.h"

namespace duplex::bench {

// Aligned columns under a title, without what is named "part…".
void print_table(const std::string& title, const std::vector<Measurement>& rows);
// A JSON array of objects, one a row.
std::string to_json(const std::vector<Measurement>& rows);
std::string to_json(const Measurement& row);

}  // namespace duplex::bench
