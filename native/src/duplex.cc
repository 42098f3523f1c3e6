// The C API: checks arguments, turns exceptions into statuses, and hands orders to the model thread.
#include "duplex.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include "error.h"
#include "session/model.h"

struct duplex_model {
  std::shared_ptr<duplex::Model> model;
};
struct duplex_session {
  std::shared_ptr<duplex::Model> model;
  std::shared_ptr<duplex::Session> session;
  bool ordered_start = false;  // prime or restore
};
struct duplex_snapshot {
  std::shared_ptr<duplex::Snapshot> snapshot;
};

namespace {

thread_local std::string last_error;

duplex_status failed(duplex_status status, const std::string& message) {
  try {
    last_error = message;
  } catch (...) {
    last_error.clear();
  }
  return status;
}

// Runs `work`, which returns a status, and catches whatever it throws.
template <class Work>
duplex_status guarded(Work&& work) {
  try {
    return work();
  } catch (const duplex::Error& error) {
    return failed(error.status(), error.what());
  } catch (const std::bad_alloc&) {
    return failed(DUPLEX_OUT_OF_MEMORY, "There is not enough memory.");
  } catch (const std::exception& error) {
    return failed(DUPLEX_INTERNAL, error.what());
  } catch (...) {
    return failed(DUPLEX_INTERNAL, "Something that is no exception was thrown.");
  }
}

duplex_status missing(const char* what) { return failed(DUPLEX_BAD_ARGUMENT, std::string(what) + ": expected a value, received NULL."); }

// The caller's struct may be shorter than ours (built against an older header) or longer.
template <class Options>
Options known_part(const Options* given) {
  Options options{};
  if (given && given->struct_bytes < sizeof(size_t)) {
    throw duplex::Error(DUPLEX_BAD_ARGUMENT, "options: expected struct_bytes to be the struct's size, received " + std::to_string(given->struct_bytes) + ".");
  }
  if (given) std::memcpy(&options, given, std::min(given->struct_bytes, sizeof options));
  return options;
}

duplex_status check_sampling(const duplex_sampling& sampling) {
  const bool sound = std::isfinite(sampling.text_temperature) && std::isfinite(sampling.audio_temperature) && sampling.text_top_k >= 0 &&
                     sampling.audio_top_k >= 0;
  return sound ? DUPLEX_OK : failed(DUPLEX_BAD_ARGUMENT, "sampling: expected finite temperatures and top_k of 0 or more.");
}

duplex_status give(duplex_session* session, duplex::Order order) {
  const duplex_status status = session->session->mailbox().order(std::move(order));
  if (status == DUPLEX_CLOSED) return failed(status, "This session has failed; close it.");
  if (status == DUPLEX_BUSY) return failed(status, "Too many orders are waiting; poll the session.");
  session->model->thread().wake();
  return status;
}

// Sound that is no number would stay in the session's state for ever.
duplex_status require_finite(const float* pcm, size_t count, const std::string& what) {
  const float* bad = std::find_if(pcm, pcm + count, [](float sample) { return !std::isfinite(sample); });
  if (bad == pcm + count) return DUPLEX_OK;
  return failed(DUPLEX_BAD_ARGUMENT, what + ": expected " + std::to_string(count) + " finite samples, received " + (std::isnan(*bad) ? "NaN" : "infinity") +
                                         " as sample " + std::to_string(bad - pcm) + ".");
}

duplex_status require_start(const duplex_session* session, const char* what) {
  if (session->ordered_start) return DUPLEX_OK;
  return failed(DUPLEX_BAD_ARGUMENT, std::string(what) + ": expected duplex_session_prime or duplex_session_restore first.");
}

}  // namespace

const char* duplex_last_error(void) { return last_error.c_str(); }
const char* duplex_version(void) { return "0.1.0"; }

duplex_status duplex_model_load(const char* folder, const duplex_model_options* options, duplex_model** out) {
  if (!folder || !out) return missing(folder ? "out" : "folder");
  return guarded([&] {
    auto model = std::make_shared<duplex::Model>(folder, known_part(options));
    *out = new duplex_model{std::move(model)};
    return DUPLEX_OK;
  });
}

duplex_status duplex_model_describe(const duplex_model* model, duplex_model_info* out) {
  if (!model || !out) return missing(model ? "out" : "model");
  duplex_model_info info{};
  info.struct_bytes = out->struct_bytes;
  model->model->describe(info);
  std::memcpy(out, &info, std::min(out->struct_bytes, sizeof info));
  return DUPLEX_OK;
}

duplex_status duplex_model_count_tokens(const duplex_model* model, const char* text, int32_t* out) {
  if (!model || !text || !out) return missing("model, text or out");
  return guarded([&] {
    *out = model->model->count_tokens(text);
    return DUPLEX_OK;
  });
}

duplex_status duplex_model_on_event(duplex_model* model, void (*wake)(void* user), void* user) {
  if (!model) return missing("model");
  model->model->thread().on_event(wake, user);
  return DUPLEX_OK;
}

void duplex_model_free(duplex_model* model) {
  if (!model) return;
  model->model->stop();
  delete model;
}

duplex_status duplex_session_open(duplex_model* model, const duplex_session_options* options, duplex_session** out) {
  if (!model || !options || !out) return missing("model, options or out");
  return guarded([&]() -> duplex_status {
    const duplex_session_options known = known_part(options);
    if (const duplex_status status = check_sampling(known.sampling)) return status;
    if (known.voice_pcm) {
      if (const duplex_status status = require_finite(known.voice_pcm, known.voice_samples, "voice_pcm")) return status;
    }
    auto handle = std::make_unique<duplex_session>();
    handle->model = model->model;
    handle->session = model->model->open(known);
    *out = handle.release();
    return DUPLEX_OK;
  });
}

duplex_status duplex_session_prime(duplex_session* session) {
  if (!session) return missing("session");
  if (session->ordered_start) return failed(DUPLEX_BAD_ARGUMENT, "prime: this session has been primed or restored already; open another one.");
  return guarded([&] {
    const duplex_status status = give(session, duplex::PrimeOrder{});
    session->ordered_start = status == DUPLEX_OK;
    return status;
  });
}

duplex_status duplex_session_push(duplex_session* session, const float* pcm, int64_t frame_index) {
  if (!session || !pcm) return missing(session ? "pcm" : "session");
  if (const duplex_status status = require_start(session, "push")) return status;
  return guarded([&] {
    if (const duplex_status status = require_finite(pcm, DUPLEX_FRAME_SAMPLES, "push")) return status;
    const duplex_status status = session->session->mailbox().push(pcm, frame_index);
    if (status == DUPLEX_OK) session->model->thread().wake();
    if (status == DUPLEX_BUSY) return failed(status, "push: two seconds of frames are waiting; poll, drop frames, or wait for a step.");
    return status == DUPLEX_CLOSED ? failed(status, "This session has failed; close it.") : status;
  });
}

duplex_status duplex_session_poll(duplex_session* session, duplex_event* out) {
  if (!session || !out) return missing(session ? "out" : "session");
  const duplex_status status = session->session->mailbox().poll(*out);
  return status == DUPLEX_CLOSED ? failed(status, "This session has failed; close it.") : status;
}

duplex_status duplex_session_say(duplex_session* session, uint64_t say_id, const char* text, int64_t expires_at_frame) {
  if (!session || !text) return missing(session ? "text" : "session");
  if (const duplex_status status = require_start(session, "say")) return status;
  return guarded([&] { return give(session, duplex::SayOrder{session->model->line(say_id, text, expires_at_frame)}); });
}

duplex_status duplex_session_cancel_say(duplex_session* session, uint64_t say_id) {
  if (!session) return missing("session");
  if (const duplex_status status = require_start(session, "cancel_say")) return status;
  return guarded([&] { return give(session, duplex::CancelOrder{say_id}); });
}

duplex_status duplex_session_snapshot(duplex_session* session, duplex_snapshot** out) {
  if (!session || !out) return missing(session ? "out" : "session");
  if (const duplex_status status = require_start(session, "snapshot")) return status;
  return guarded([&] {
    auto snapshot = std::make_shared<duplex::Snapshot>();
    const auto& facts = session->model->facts();
    const int64_t positions = std::min(session->session->position(), facts.context);
    snapshot->model = session->model->thread().identity();
    snapshot->bytes = static_cast<size_t>(facts.session_bytes / std::max<int64_t>(facts.context, 1) * positions);
    auto handle = std::make_unique<duplex_snapshot>(duplex_snapshot{snapshot});
    const duplex_status status = give(session, duplex::SnapshotOrder{snapshot});
    if (status == DUPLEX_OK) *out = handle.release();
    return status;
  });
}

duplex_status duplex_session_restore(duplex_session* session, const duplex_snapshot* snapshot) {
  if (!session || !snapshot) return missing(session ? "snapshot" : "session");
  if (snapshot->snapshot->model != session->model->thread().identity()) {
    return failed(DUPLEX_BAD_ARGUMENT, "restore: expected a snapshot of this model, received one of another.");
  }
  return guarded([&] {
    const duplex_status status = give(session, duplex::RestoreOrder{snapshot->snapshot});
    session->ordered_start |= status == DUPLEX_OK;
    return status;
  });
}

size_t duplex_snapshot_bytes(const duplex_snapshot* snapshot) { return snapshot ? snapshot->snapshot->bytes.load() : 0; }

void duplex_snapshot_free(duplex_snapshot* snapshot) { delete snapshot; }

void duplex_session_close(duplex_session* session) {
  if (!session) return;
  session->session->close();
  session->model->give_back_place();
  session->model->thread().wake();
  delete session;
}
