// Registration alone; each handle has a file of its own.
#include <napi.h>

#include "duplex.h"
#include "load_model.h"
#include "model_handle.h"
#include "session_handle.h"

static Napi::Object init(Napi::Env env, Napi::Object exports) {
  ModelHandle::define(env);
  SessionHandle::define(env);
  exports.Set("version", Napi::String::New(env, duplex_version()));
  exports.Set("loadModel", Napi::Function::New(env, load_model, "loadModel"));
  return exports;
}

NODE_API_MODULE(duplex, init)
