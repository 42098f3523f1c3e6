#pragma once
// The one exception type of the core. It never crosses the C API: duplex.cc turns it into a status and a message.
#include <stdexcept>
#include <string>

#include "duplex.h"

namespace duplex {

class Error : public std::runtime_error {
 public:
  // The message says what was expected, what came and what to do; for files it names file and tensor.
  Error(duplex_status status, const std::string& message) : std::runtime_error(message), status_(status) {}
  duplex_status status() const { return status_; }

 private:
  duplex_status status_;
};

[[noreturn]] inline void bad_file(const std::string& file, const std::string& what) { throw Error(DUPLEX_BAD_FILE, file + ": " + what); }

}  // namespace duplex
