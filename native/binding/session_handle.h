#pragma once
// A session as a JavaScript object; it keeps its model alive.
#include <napi.h>

#include <utility>

#include "duplex.h"

class ModelHandle;

class SessionHandle : public Napi::ObjectWrap<SessionHandle> {
 public:
  static void define(Napi::Env env);
  static std::pair<Napi::Object, SessionHandle*> open(Napi::Env env, ModelHandle* owner, const Napi::Object& owner_object, duplex_model* model,
                                                      const Napi::Object& options);
  explicit SessionHandle(const Napi::CallbackInfo& info);
  ~SessionHandle() override;
  // The model goes away: close now.
  void orphan();

 private:
  Napi::Value prime(const Napi::CallbackInfo& info);
  Napi::Value push(const Napi::CallbackInfo& info);
  Napi::Value poll(const Napi::CallbackInfo& info);
  Napi::Value say(const Napi::CallbackInfo& info);
  Napi::Value cancel_say(const Napi::CallbackInfo& info);
  Napi::Value snapshot(const Napi::CallbackInfo& info);
  Napi::Value restore(const Napi::CallbackInfo& info);
  Napi::Value close(const Napi::CallbackInfo& info);
  duplex_session* get(Napi::Env env) const;

  duplex_session* session_ = nullptr;
  ModelHandle* owner_ = nullptr;
  Napi::ObjectReference owner_reference_;
};
