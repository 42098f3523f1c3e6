#include "session/model_thread.h"

#include <algorithm>
#include <chrono>
#include <new>

#include "error.h"

namespace duplex {

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

constexpr double kSliceMs = 15;        // of a prompt between two steps of live sessions
constexpr int64_t kLongestSlice = 64;  // positions at once

}  // namespace

ModelThread::ModelThread(Backend& backend, const Tokenizer* tokenizer, size_t prefix_cache_bytes)
    : backend_(backend), tokenizer_(tokenizer), cache_(prefix_cache_bytes), thread_([this] { run(); }) {}

void ModelThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void ModelThread::add(std::shared_ptr<Session> session) {
  const std::lock_guard lock(mutex_);
  joining_.push_back(std::move(session));
}

void ModelThread::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void ModelThread::on_event(void (*listener)(void*), void* user) {
  const std::lock_guard lock(listener_mutex_);
  listener_ = listener;
  listener_user_ = user;
}

void ModelThread::notify() {
  const std::lock_guard lock(listener_mutex_);
  if (listener_) listener_(listener_user_);
}

void ModelThread::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return woken_ || ending_; });
      woken_ = false;
      if (ending_) break;
    }
    for (bool busy = true; busy;) {
      {
        const std::lock_guard lock(mutex_);
        if (ending_) break;
        sessions_.insert(sessions_.end(), joining_.begin(), joining_.end());
        joining_.clear();
      }
      busy = round();
    }
  }
  sessions_.insert(sessions_.end(), joining_.begin(), joining_.end());
  for (const auto& session : sessions_) fail(*session, DUPLEX_CLOSED, "The model was freed while this session was open.");
  sessions_.clear();
}

// True if there was anything to do.
bool ModelThread::round() {
  drop_closed();
  bool busy = obey();
  busy |= step_batch();
  busy |= prime_one();
  if (busy) notify();
  return busy;
}

void ModelThread::drop_closed() {
  std::erase_if(sessions_, [this](const std::shared_ptr<Session>& session) {
    if (session->closed()) session->release(backend_);
    return session->closed();
  });
}

void ModelThread::fail(Session& session, duplex_status status, const std::string& message) {
  session.mailbox().fail(status, message);
  session.release(backend_);
}

// What goes wrong in one session's own work ends that session alone.
template <class Work>
bool ModelThread::guarded(Session& session, Work&& work) {
  try {
    return work();
  } catch (const Error& error) {
    fail(session, error.status(), error.what());
  } catch (const std::bad_alloc&) {
    fail(session, DUPLEX_OUT_OF_MEMORY, "There is not enough memory for this session's state.");
  } catch (const std::exception& error) {
    fail(session, DUPLEX_INTERNAL, error.what());
  }
  return true;
}

bool ModelThread::obey() {
  bool any = false;
  for (const auto& session : sessions_) {
    if (session->mailbox().failed()) continue;
    any |= guarded(*session, [&] { return session->obey_orders(backend_, tokenizer_, identity()); });
  }
  return any;
}

void ModelThread::gather() {
  turns_.clear();
  for (const auto& session : sessions_) {
    if (session->mailbox().failed()) continue;
    if (session->stage() == Session::Stage::opening) turns_.push_back({session.get(), nullptr, nullptr, {}});
    if (session->stage() != Session::Stage::live || !session->mailbox().has_frame()) continue;
    const std::unique_ptr<Order> order = session->mailbox().take(true);
    turns_.push_back({session.get(), std::get<std::unique_ptr<FrameOrder>>(std::move(*order)), session->mailbox().blank(), {}});
  }
}

bool ModelThread::step_batch() {
  gather();
  if (turns_.empty()) return false;
  const double started_ms = now_ms();
  const auto fail_all = [&](duplex_status status, const std::string& message) {
    for (const Turn& turn : turns_) fail(*turn.session, status, message);
  };
  try {
    step();
  } catch (const Error& error) {
    fail_all(error.status(), error.what());
    return true;
  } catch (const std::bad_alloc&) {
    fail_all(DUPLEX_OUT_OF_MEMORY, "There is not enough memory for the next step.");
    return true;
  } catch (const std::exception& error) {
    fail_all(DUPLEX_INTERNAL, error.what());
    return true;
  }
  const auto step_ms = static_cast<float>(now_ms() - started_ms);
  for (Turn& turn : turns_) {
    if (!turn.agent.sound) {
      fail(*turn.session, DUPLEX_INTERNAL, "The model's output is no number; these weights do not work in this arithmetic.");
    } else if (!turn.frame) {
      turn.session->finish_opening();
    } else {
      turn.session->answer(std::move(turn.event), turn.agent, turn.frame->frame_index, step_ms);
      turn.session->mailbox().recycle(std::move(turn.frame));
    }
  }
  return true;
}

// The prompt's last frame is decoded and not heard, so that the decoder has the past that the reference's has.
void ModelThread::step() {
  frames_.clear();
  for (const Turn& turn : turns_) {
    Conversation& conversation = turn.session->conversation();
    FrameWork& work = frames_.emplace_back();
    work.slot = turn.session->slot();
    work.in = turn.frame ? conversation.begin(turn.frame->frame_index) : conversation.opening_step();
    work.spoken = conversation.spoken_before(work.in.position);
    if (turn.frame) work.pcm = turn.frame->pcm.data(), work.agent_pcm = turn.event->pcm.data();
    if (!turn.frame && conversation.ends_in_silence()) work.agent_pcm = unheard_.data();
  }
  backend_.frame(frames_);
  for (size_t i = 0; i < turns_.size(); ++i) {
    Conversation& conversation = turns_[i].session->conversation();
    const FrameWork& done = frames_[i];
    turns_[i].agent = turns_[i].frame ? conversation.finish(done.heard, done.in, done.out) : conversation.finish_opening(done.in, done.out);
    if (!turns_[i].event) continue;
    std::ranges::copy(done.heard, turns_[i].event->fields.heard_codes);
    std::ranges::copy(spoken_codes(done.spoken, done.out), turns_[i].event->fields.spoken_codes);
  }
}

int64_t ModelThread::slice(bool anyone_live) const {
  if (!anyone_live || ms_per_priming_step_ <= 0) return kLongestSlice / (anyone_live ? 4 : 1);
  return std::clamp(static_cast<int64_t>(kSliceMs / ms_per_priming_step_), int64_t{4}, kLongestSlice);
}

// One slice of the next session in turn, so that several prompts are read side by side.
bool ModelThread::prime_one() {
  bool anyone_live = false;
  for (const auto& session : sessions_) anyone_live |= session->stage() == Session::Stage::live;
  for (size_t i = 0; i < sessions_.size(); ++i) {
    Session& session = *sessions_[next_to_prime_++ % sessions_.size()];
    if (session.stage() != Session::Stage::priming || session.mailbox().failed() || session.closed()) continue;
    const double started_ms = now_ms();
    guarded(session, [&] {
      const int64_t steps = session.prime_some(backend_, cache_, slice(anyone_live));
      const double per_step = (now_ms() - started_ms) / static_cast<double>(std::max<int64_t>(steps, 1));
      if (steps > 0) ms_per_priming_step_ = ms_per_priming_step_ <= 0 ? per_step : 0.8 * ms_per_priming_step_ + 0.2 * per_step;
      return true;
    });
    return true;
  }
  return false;
}

}  // namespace duplex
