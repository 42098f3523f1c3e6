#pragma once
// A loaded model as a JavaScript object.
#include <napi.h>

#include <set>

#include "duplex.h"

class SessionHandle;

class ModelHandle : public Napi::ObjectWrap<ModelHandle> {
 public:
  static void define(Napi::Env env);
  // Takes the model over.
  static Napi::Object wrap(Napi::Env env, duplex_model* model);
  explicit ModelHandle(const Napi::CallbackInfo& info);
  ~ModelHandle() override;

  duplex_model* get(Napi::Env env) const;  // throws `closed` after free()
  void forget(SessionHandle* session) { sessions_.erase(session); }

 private:
  Napi::Value describe(const Napi::CallbackInfo& info);
  Napi::Value count_tokens(const Napi::CallbackInfo& info);
  Napi::Value on_event(const Napi::CallbackInfo& info);
  Napi::Value open_session(const Napi::CallbackInfo& info);
  Napi::Value free(const Napi::CallbackInfo& info);
  duplex_model* release();  // closes the sessions; null if released before

  duplex_model* model_ = nullptr;
  std::set<SessionHandle*> sessions_;
  Napi::ThreadSafeFunction wake_;
};
