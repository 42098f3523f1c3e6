#include "model_handle.h"

#include "session_handle.h"
#include "status_error.h"

namespace {

Napi::FunctionReference& model_constructor() {
  static thread_local Napi::FunctionReference reference;
  return reference;
}

// On the model thread. One call waiting for the event loop is enough: it drains every session.
void wake_event_loop(void* user) { static_cast<Napi::ThreadSafeFunction*>(user)->NonBlockingCall(); }

// Waits for the model thread's last step, away from the event loop.
class FreeWorker : public Napi::AsyncWorker {
 public:
  // `owner` holds the function that the model thread calls: it must live until that thread has ended.
  FreeWorker(Napi::Env env, const Napi::Object& owner, duplex_model* model, Napi::ThreadSafeFunction wake)
      : Napi::AsyncWorker(env, "duplex:free"),
        deferred_(Napi::Promise::Deferred::New(env)),
        owner_(Napi::Persistent(owner)),
        model_(model),
        wake_(wake) {}
  Napi::Promise promise() const { return deferred_.Promise(); }
  void Execute() override { duplex_model_free(model_); }
  void OnOK() override {
    if (wake_) wake_.Release();
    deferred_.Resolve(Env().Undefined());
  }

 private:
  Napi::Promise::Deferred deferred_;
  Napi::ObjectReference owner_;
  duplex_model* model_;
  Napi::ThreadSafeFunction wake_;
};

}  // namespace

void ModelHandle::define(Napi::Env env) {
  Napi::Function type = DefineClass(env, "NativeModel",
                                    {InstanceMethod("describe", &ModelHandle::describe), InstanceMethod("countTokens", &ModelHandle::count_tokens),
                                     InstanceMethod("onEvent", &ModelHandle::on_event),
                                     InstanceMethod("openSession", &ModelHandle::open_session), InstanceMethod("free", &ModelHandle::free)});
  model_constructor() = Napi::Persistent(type);
  model_constructor().SuppressDestruct();
}

Napi::Object ModelHandle::wrap(Napi::Env env, duplex_model* model) {
  return model_constructor().New({Napi::External<duplex_model>::New(env, model)});
}

ModelHandle::ModelHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<ModelHandle>(info) {
  if (info.Length() != 1 || !info[0].IsExternal()) {
    throw status_error(info.Env(), DUPLEX_BAD_ARGUMENT, "A model is made by loadModel.");
  }
  model_ = info[0].As<Napi::External<duplex_model>>().Data();
}

ModelHandle::~ModelHandle() {
  duplex_model* model = release();
  if (!model) return;
  duplex_model_free(model);
  if (wake_) wake_.Release();
}

duplex_model* ModelHandle::release() {
  for (SessionHandle* session : sessions_) session->orphan();
  sessions_.clear();
  return std::exchange(model_, nullptr);
}

duplex_model* ModelHandle::get(Napi::Env env) const {
  if (!model_) throw status_error(env, DUPLEX_CLOSED, "This model has been freed; load it again.");
  return model_;
}

Napi::Value ModelHandle::describe(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  duplex_model_info model{};
  model.struct_bytes = sizeof model;
  check(env, duplex_model_describe(get(env), &model));
  Napi::Object out = Napi::Object::New(env);
  out.Set("name", Napi::String::New(env, model.name));
  out.Set("architecture", Napi::String::New(env, model.architecture));
  out.Set("device", Napi::String::New(env, model.device));
  out.Set("weightsSha256", model.weights_sha256 ? Napi::Value(Napi::String::New(env, model.weights_sha256)) : env.Null());
  out.Set("parameterCount", Napi::Number::New(env, static_cast<double>(model.parameter_count)));
  out.Set("weightBytes", Napi::Number::New(env, static_cast<double>(model.weight_bytes)));
  out.Set("sessionBytes", Napi::Number::New(env, static_cast<double>(model.session_bytes)));
  out.Set("maxSessions", Napi::Number::New(env, model.max_sessions));
  out.Set("contextSteps", Napi::Number::New(env, model.context_steps));
  out.Set("hasTokenizer", Napi::Boolean::New(env, model.has_tokenizer != 0));
  return out;
}

Napi::Value ModelHandle::count_tokens(const Napi::CallbackInfo& info) {
  int32_t count = 0;
  check(info.Env(), duplex_model_count_tokens(get(info.Env()), info[0].ToString().Utf8Value().c_str(), &count));
  return Napi::Number::New(info.Env(), count);
}

Napi::Value ModelHandle::on_event(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (wake_) throw status_error(env, DUPLEX_BAD_ARGUMENT, "onEvent: there is a listener already.");
  wake_ = Napi::ThreadSafeFunction::New(env, info[0].As<Napi::Function>(), "duplex:event", 1, 1);
  wake_.Unref(env);
  check(env, duplex_model_on_event(get(env), wake_event_loop, &wake_));
  return env.Undefined();
}

Napi::Value ModelHandle::open_session(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto [object, session] = SessionHandle::open(env, this, Value(), get(env), info[0].As<Napi::Object>());
  sessions_.insert(session);
  return object;
}

Napi::Value ModelHandle::free(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  duplex_model* model = release();
  if (!model) {
    auto done = Napi::Promise::Deferred::New(env);
    done.Resolve(env.Undefined());
    return done.Promise();
  }
  auto* worker = new FreeWorker(env, Value(), model, wake_);
  worker->Queue();
  return worker->promise();
}
