#include "status_error.h"

const char* status_code(duplex_status status) {
  switch (status) {
    case DUPLEX_OK: return "ok";
    case DUPLEX_EMPTY: return "empty";
    case DUPLEX_BUSY: return "busy";
    case DUPLEX_BAD_ARGUMENT: return "bad_argument";
    case DUPLEX_BAD_FILE: return "bad_file";
    case DUPLEX_UNSUPPORTED: return "unsupported";
    case DUPLEX_OUT_OF_MEMORY: return "out_of_memory";
    case DUPLEX_DEVICE_LOST: return "device_lost";
    case DUPLEX_CLOSED: return "closed";
    case DUPLEX_INTERNAL: return "internal";
  }
  return "internal";
}

Napi::Error status_error(Napi::Env env, duplex_status status, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Set("code", Napi::String::New(env, status_code(status)));
  return error;
}

void check(Napi::Env env, duplex_status status) {
  if (status != DUPLEX_OK) throw status_error(env, status, duplex_last_error());
}
