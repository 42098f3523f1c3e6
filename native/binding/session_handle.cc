#include "session_handle.h"

#include <cstring>
#include <string>

#include "model_handle.h"
#include "status_error.h"

namespace {

Napi::FunctionReference& session_constructor() {
  static thread_local Napi::FunctionReference reference;
  return reference;
}

const char* say_state(duplex_say_state state) {
  switch (state) {
    case DUPLEX_SAY_APPLIED: return "applied";
    case DUPLEX_SAY_COMPLETED: return "completed";
    case DUPLEX_SAY_SUPERSEDED: return "superseded";
    case DUPLEX_SAY_EXPIRED: return "expired";
    case DUPLEX_SAY_ABORTED: return "aborted";
  }
  return "aborted";
}

// Of another kind of array the same count of elements would be other bytes.
Napi::Float32Array float_array(Napi::Env env, const Napi::Value& value, const char* what) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float32_array) {
    throw status_error(env, DUPLEX_BAD_ARGUMENT, std::string(what) + ": expected a Float32Array, received something else.");
  }
  return value.As<Napi::Float32Array>();
}

Napi::Object event_object(Napi::Env env, const duplex_event& event) {
  Napi::Object out = Napi::Object::New(env);
  const auto number = [&](const char* name, double value) { out.Set(name, Napi::Number::New(env, value)); };
  const auto text = [&](const char* name, const char* value) { out.Set(name, Napi::String::New(env, value)); };
  switch (event.kind) {
    case DUPLEX_EVENT_PRIMING:
      text("kind", "priming");
      number("done", event.steps_done);
      number("total", event.steps_total);
      break;
    case DUPLEX_EVENT_PRIMED:
      text("kind", "primed");
      break;
    case DUPLEX_EVENT_FRAME: {
      text("kind", "frame");
      number("frameIndex", static_cast<double>(event.frame_index));
      Napi::Float32Array samples = Napi::Float32Array::New(env, DUPLEX_FRAME_SAMPLES);
      std::memcpy(samples.Data(), event.pcm, sizeof(float) * DUPLEX_FRAME_SAMPLES);
      out.Set("samples", samples);
      text("text", event.text);
      number("textToken", event.text_token);
      number("stepMs", event.step_ms);
      break;
    }
    case DUPLEX_EVENT_SAY:
      text("kind", "say");
      number("frameIndex", static_cast<double>(event.frame_index));
      number("sayId", static_cast<double>(event.say_id));
      text("state", say_state(event.say_state));
      number("spokenWords", event.spoken_words);
      number("totalWords", event.total_words);
      break;
    case DUPLEX_EVENT_FAILED:
      text("kind", "failed");
      text("code", status_code(event.status));
      text("message", event.text);
      break;
  }
  return out;
}

}  // namespace

void SessionHandle::define(Napi::Env env) {
  Napi::Function type = DefineClass(env, "NativeSession",
                                    {InstanceMethod("prime", &SessionHandle::prime), InstanceMethod("push", &SessionHandle::push),
                                     InstanceMethod("poll", &SessionHandle::poll), InstanceMethod("say", &SessionHandle::say),
                                     InstanceMethod("cancelSay", &SessionHandle::cancel_say), InstanceMethod("snapshot", &SessionHandle::snapshot),
                                     InstanceMethod("restore", &SessionHandle::restore), InstanceMethod("close", &SessionHandle::close)});
  session_constructor() = Napi::Persistent(type);
  session_constructor().SuppressDestruct();
}

std::pair<Napi::Object, SessionHandle*> SessionHandle::open(Napi::Env env, ModelHandle* owner, const Napi::Object& owner_object, duplex_model* model,
                                                            const Napi::Object& given) {
  const auto number = [&](const char* name) { return given.Get(name).ToNumber().DoubleValue(); };
  const std::string prompt = given.Get("textPrompt").ToString();
  duplex_session_options options{};
  options.struct_bytes = sizeof options;
  options.text_prompt = prompt.c_str();
  const Napi::Value voice = given.Get("voicePcm");
  if (!voice.IsNull() && !voice.IsUndefined()) {
    const auto samples = float_array(env, voice, "voicePcm");
    options.voice_pcm = samples.Data();
    options.voice_samples = samples.ElementLength();
  }
  options.sampling.text_temperature = static_cast<float>(number("textTemperature"));
  options.sampling.text_top_k = static_cast<int32_t>(number("textTopK"));
  options.sampling.audio_temperature = static_cast<float>(number("audioTemperature"));
  options.sampling.audio_top_k = static_cast<int32_t>(number("audioTopK"));
  options.sampling.seed = static_cast<uint64_t>(number("seed"));
  options.pin_prompt = given.Get("pinPrompt").ToBoolean().Value() ? 1 : 0;

  duplex_session* session = nullptr;
  check(env, duplex_session_open(model, &options, &session));
  Napi::Object object = session_constructor().New({Napi::External<duplex_session>::New(env, session)});
  SessionHandle* handle = Unwrap(object);
  handle->owner_ = owner;
  handle->owner_reference_ = Napi::Persistent(owner_object);
  return {object, handle};
}

SessionHandle::SessionHandle(const Napi::CallbackInfo& info) : Napi::ObjectWrap<SessionHandle>(info) {
  if (info.Length() != 1 || !info[0].IsExternal()) throw status_error(info.Env(), DUPLEX_BAD_ARGUMENT, "A session is made by openSession.");
  session_ = info[0].As<Napi::External<duplex_session>>().Data();
}

SessionHandle::~SessionHandle() {
  if (owner_) owner_->forget(this);
  orphan();
}

void SessionHandle::orphan() {
  owner_ = nullptr;
  if (session_) duplex_session_close(std::exchange(session_, nullptr));
}

duplex_session* SessionHandle::get(Napi::Env env) const {
  if (!session_) throw status_error(env, DUPLEX_CLOSED, "This session has been closed; open another one.");
  return session_;
}

Napi::Value SessionHandle::prime(const Napi::CallbackInfo& info) {
  check(info.Env(), duplex_session_prime(get(info.Env())));
  return info.Env().Undefined();
}

Napi::Value SessionHandle::push(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto samples = float_array(env, info[0], "push");
  if (samples.ElementLength() != DUPLEX_FRAME_SAMPLES) {
    throw status_error(env, DUPLEX_BAD_ARGUMENT,
                       "push: expected 1920 samples (80 ms at 24 kHz), received " + std::to_string(samples.ElementLength()) + ".");
  }
  const duplex_status status = duplex_session_push(get(env), samples.Data(), info[1].As<Napi::Number>().Int64Value());
  if (status != DUPLEX_BUSY) check(env, status);
  return Napi::Boolean::New(env, status == DUPLEX_OK);
}

Napi::Value SessionHandle::poll(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  duplex_event event{};
  const duplex_status status = duplex_session_poll(get(env), &event);
  if (status == DUPLEX_EMPTY) return env.Null();
  check(env, status);
  return event_object(env, event);
}

Napi::Value SessionHandle::say(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto say_id = static_cast<uint64_t>(info[0].As<Napi::Number>().Int64Value());
  check(env, duplex_session_say(get(env), say_id, info[1].ToString().Utf8Value().c_str(), info[2].As<Napi::Number>().Int64Value()));
  return env.Undefined();
}

Napi::Value SessionHandle::cancel_say(const Napi::CallbackInfo& info) {
  check(info.Env(), duplex_session_cancel_say(get(info.Env()), static_cast<uint64_t>(info[0].As<Napi::Number>().Int64Value())));
  return info.Env().Undefined();
}

Napi::Value SessionHandle::snapshot(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  duplex_snapshot* snapshot = nullptr;
  check(env, duplex_session_snapshot(get(env), &snapshot));
  Napi::Object out = Napi::Object::New(env);
  out.Set("bytes", Napi::Number::New(env, static_cast<double>(duplex_snapshot_bytes(snapshot))));
  out.Set("handle", Napi::External<duplex_snapshot>::New(env, snapshot, [](Napi::Env, duplex_snapshot* gone) { duplex_snapshot_free(gone); }));
  return out;
}

Napi::Value SessionHandle::restore(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Value handle = info[0].IsObject() ? info[0].As<Napi::Object>().Get("handle") : env.Undefined();
  if (!handle.IsExternal()) throw status_error(env, DUPLEX_BAD_ARGUMENT, "restore: expected a snapshot of this model.");
  check(env, duplex_session_restore(get(env), handle.As<Napi::External<duplex_snapshot>>().Data()));
  return env.Undefined();
}

Napi::Value SessionHandle::close(const Napi::CallbackInfo& info) {
  if (owner_) owner_->forget(this);
  orphan();
  owner_reference_.Reset();
  return info.Env().Undefined();
}
