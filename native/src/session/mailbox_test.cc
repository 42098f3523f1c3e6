#include "session/mailbox.h"

#include <doctest/doctest.h>

using namespace duplex;

namespace {

const std::vector<float> kSound(DUPLEX_FRAME_SAMPLES, 0.25f);

void answer(Mailbox& box) {
  const auto order = box.take(true);
  auto& frame = std::get<std::unique_ptr<FrameOrder>>(*order);
  auto event = box.blank();
  event->fields.kind = DUPLEX_EVENT_FRAME;
  event->fields.frame_index = frame->frame_index;
  event->pcm = frame->pcm;
  event->text = "x";
  box.post(std::move(event));
  box.recycle(std::move(frame));
}

}  // namespace

TEST_CASE("frames are bounded until they have been answered and polled") {
  Mailbox box;
  for (size_t i = 0; i < kQueuedFrames; ++i) REQUIRE(box.push(kSound.data(), static_cast<int64_t>(i)) == DUPLEX_OK);
  CHECK(box.push(kSound.data(), 99) == DUPLEX_BUSY);
  answer(box);
  CHECK(box.push(kSound.data(), 99) == DUPLEX_BUSY);
  duplex_event event{};
  REQUIRE(box.poll(event) == DUPLEX_OK);
  CHECK(event.frame_index == 0);
  CHECK(event.pcm[7] == 0.25f);
  CHECK(std::string(event.text) == "x");
  CHECK(box.push(kSound.data(), 99) == DUPLEX_OK);
  CHECK(box.poll(event) == DUPLEX_EMPTY);
}

TEST_CASE("orders keep their place among frames") {
  Mailbox box;
  box.order(CancelOrder{1});
  box.push(kSound.data(), 0);
  box.order(CancelOrder{2});
  CHECK(std::get<CancelOrder>(*box.take(false)).say_id == 1);
  CHECK(box.take(false) == nullptr);
  CHECK(box.has_frame());
  CHECK(box.take(true) != nullptr);
  CHECK(std::get<CancelOrder>(*box.take(false)).say_id == 2);
}

TEST_CASE("after a failure there is one last event and then nothing") {
  Mailbox box;
  box.fail(DUPLEX_INTERNAL, "why");
  box.fail(DUPLEX_INTERNAL, "again");
  CHECK(box.push(kSound.data(), 0) == DUPLEX_CLOSED);
  CHECK(box.order(PrimeOrder{}) == DUPLEX_CLOSED);
  duplex_event event{};
  REQUIRE(box.poll(event) == DUPLEX_OK);
  CHECK(event.kind == DUPLEX_EVENT_FAILED);
  CHECK(std::string(event.text) == "why");
  CHECK(box.poll(event) == DUPLEX_CLOSED);
}
