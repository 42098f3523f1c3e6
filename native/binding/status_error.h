#pragma once
// duplex_status → a JavaScript error with a code.
#include <napi.h>

#include "duplex.h"

// "bad_file" and so on; the same words in types.ts.
const char* status_code(duplex_status status);
Napi::Error status_error(Napi::Env env, duplex_status status, const std::string& message);
// Throws the calling thread's last error unless `status` is DUPLEX_OK.
void check(Napi::Env env, duplex_status status);
