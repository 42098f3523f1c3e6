#include "load_model.h"

#include <string>

#include "duplex.h"
#include "model_handle.h"
#include "status_error.h"

namespace {

int32_t read_count(const Napi::Object& options, const char* name) {
  const Napi::Value value = options.Get(name);
  return value.IsNumber() ? value.As<Napi::Number>().Int32Value() : 0;
}

duplex_weights read_weights(Napi::Env env, const Napi::Object& options) {
  const Napi::Value value = options.Get("weights");
  if (value.IsUndefined()) return DUPLEX_WEIGHTS_AS_STORED;
  const std::string name = value.ToString();
  if (name == "as_stored") return DUPLEX_WEIGHTS_AS_STORED;
  if (name == "f32") return DUPLEX_WEIGHTS_F32;
  if (name == "bf16") return DUPLEX_WEIGHTS_BF16;
  if (name == "i8") return DUPLEX_WEIGHTS_I8;
  if (name == "auto") return DUPLEX_WEIGHTS_AUTO;
  throw status_error(env, DUPLEX_BAD_ARGUMENT, "weights: expected auto, as_stored, f32, bf16 or i8, received " + name + ".");
}

duplex_keys read_keys(Napi::Env env, const Napi::Object& options) {
  const Napi::Value value = options.Get("keys");
  if (value.IsUndefined()) return DUPLEX_KEYS_FROM_WEIGHTS;
  const std::string name = value.ToString();
  if (name == "from_weights") return DUPLEX_KEYS_FROM_WEIGHTS;
  if (name == "bf16") return DUPLEX_KEYS_BF16;
  if (name == "i8") return DUPLEX_KEYS_I8;
  throw status_error(env, DUPLEX_BAD_ARGUMENT, "keys: expected from_weights, bf16 or i8, received " + name + ".");
}

class LoadWorker : public Napi::AsyncWorker {
 public:
  LoadWorker(Napi::Env env, std::string folder, std::string device, duplex_model_options options)
      : Napi::AsyncWorker(env, "duplex:load"),
        deferred_(Napi::Promise::Deferred::New(env)),
        folder_(std::move(folder)),
        device_(std::move(device)),
        options_(options) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    options_.device = device_.empty() ? nullptr : device_.c_str();
    status_ = duplex_model_load(folder_.c_str(), &options_, &model_);
    if (status_ != DUPLEX_OK) SetError(duplex_last_error());
  }
  void OnOK() override { deferred_.Resolve(ModelHandle::wrap(Env(), model_)); }
  void OnError(const Napi::Error& error) override { deferred_.Reject(status_error(Env(), status_, error.Message()).Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  std::string folder_, device_;
  duplex_model_options options_;
  duplex_status status_ = DUPLEX_INTERNAL;
  duplex_model* model_ = nullptr;
};

}  // namespace

Napi::Value load_model(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (info.Length() < 2 || !info[0].IsString() || !info[1].IsObject()) {
    throw status_error(env, DUPLEX_BAD_ARGUMENT, "loadModel: expected a folder and options.");
  }
  const Napi::Object given = info[1].As<Napi::Object>();
  duplex_model_options options{};
  options.struct_bytes = sizeof options;
  options.weights = read_weights(env, given);
  options.keys = read_keys(env, given);
  if (const Napi::Value limit = given.Get("deviceMemoryLimitBytes"); limit.IsNumber()) {
    options.device_memory_limit_bytes = limit.As<Napi::Number>().Int64Value();
  }
  options.threads = read_count(given, "threads");
  options.max_sessions = read_count(given, "maxSessions");
  options.context_steps = read_count(given, "contextSteps");
  const Napi::Value device = given.Get("device");
  auto* worker = new LoadWorker(env, info[0].ToString(), device.IsString() ? device.ToString().Utf8Value() : "", options);
  worker->Queue();
  return worker->promise();
}
