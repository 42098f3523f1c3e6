#include "session/say_machine.h"

#include <doctest/doctest.h>

using namespace duplex;

namespace {

constexpr int32_t kPad = 3, kEpad = 0;

// Runs a machine against a model that answers a choice with `chooses` and speaks `own` while it is free.
struct Stage {
  SayMachine machine{{.pad = kPad, .epad = kEpad}};
  SayReports reports;
  int64_t frame = 0;
  int32_t last = kPad, own = kPad;
  std::vector<int32_t> tokens;

  SayDecision next(int32_t chooses) {
    const SayDecision decision = machine.decide(frame++, last, reports);
    last = decision.kind == SayDecision::force ? decision.token : decision.kind == SayDecision::choose ? chooses : own;
    machine.observe(last, reports);
    tokens.push_back(last);
    return decision;
  }
  void run(int frames, int32_t chooses) {
    for (int i = 0; i < frames; ++i) next(chooses);
  }
};

SayLine line(uint64_t id, int64_t expires = 1000) { return {id, {{10, 11}, {20}, {30, 31, 32}}, expires}; }

}  // namespace

TEST_CASE("a line waits for two pads, then words come when the model asks for them") {
  Stage stage;
  stage.machine.say(line(1), stage.reports);
  stage.run(2, kEpad);
  REQUIRE(stage.reports.size() == 1);
  CHECK(stage.reports[0].state == DUPLEX_SAY_APPLIED);
  CHECK(stage.reports[0].total_words == 3);
  stage.run(20, kEpad);
  CHECK(std::vector<int32_t>(stage.tokens.begin(), stage.tokens.begin() + 12) == std::vector<int32_t>{3, 3, 0, 10, 11, 0, 20, 0, 30, 31, 32, 0});
  REQUIRE(stage.reports.size() == 2);
  CHECK(stage.reports[1].state == DUPLEX_SAY_COMPLETED);
  CHECK(stage.reports[1].spoken_words == 3);
  CHECK(stage.machine.idle());
}

TEST_CASE("a model that only waits is pushed on after six pads, and the last word gets its time") {
  Stage stage;
  stage.machine.say({7, {{10}, {20}}, 1000}, stage.reports);
  stage.run(24, kPad);
  CHECK(std::vector<int32_t>(stage.tokens.begin(), stage.tokens.begin() + 18) ==
        std::vector<int32_t>{3, 3, 3, 3, 3, 3, 3, 3, 0, 10, 3, 3, 3, 3, 3, 3, 0, 20});
  REQUIRE(stage.reports.size() == 2);
  CHECK(stage.reports[1].state == DUPLEX_SAY_COMPLETED);
}

TEST_CASE("a line does not cut into the model's own word, but does not wait for ever either") {
  Stage stage;
  stage.own = 99;
  stage.last = 99;
  stage.machine.say(line(1), stage.reports);
  CHECK(stage.next(kEpad).kind == SayDecision::free);
  stage.own = kPad;
  CHECK(stage.next(kEpad).kind == SayDecision::free);
  CHECK(stage.next(kEpad).kind == SayDecision::force);

  Stage chatty;
  chatty.own = chatty.last = 99;
  chatty.machine.say(line(1), chatty.reports);
  chatty.run(25, kEpad);
  CHECK(chatty.reports.empty());
  chatty.run(1, kEpad);
  REQUIRE(chatty.reports.size() == 1);
  CHECK(chatty.reports[0].state == DUPLEX_SAY_APPLIED);
}

TEST_CASE("what has not begun by its frame expires; a newer line takes the place of one that waits") {
  Stage stage;
  stage.own = stage.last = 99;
  stage.machine.say(line(1, 3), stage.reports);
  stage.run(3, kEpad);
  stage.machine.say(line(2, 4), stage.reports);
  REQUIRE(stage.reports.size() == 1);
  CHECK(stage.reports[0].id == 1);
  CHECK(stage.reports[0].state == DUPLEX_SAY_SUPERSEDED);
  stage.run(3, kEpad);
  REQUIRE(stage.reports.size() == 2);
  CHECK(stage.reports[1].id == 2);
  CHECK(stage.reports[1].state == DUPLEX_SAY_EXPIRED);
  CHECK(stage.machine.idle());
}

TEST_CASE("a cancelled line stops at the next word and counts the words it spoke") {
  Stage stage;
  stage.machine.say(line(1), stage.reports);
  stage.run(4, kEpad);  // pad pad epad 10
  stage.machine.cancel(1, stage.reports);
  stage.machine.cancel(5, stage.reports);
  CHECK(stage.next(kEpad).token == 11);
  CHECK(stage.next(kEpad).kind == SayDecision::free);
  REQUIRE(stage.reports.size() == 2);
  CHECK(stage.reports[1].state == DUPLEX_SAY_ABORTED);
  CHECK(stage.reports[1].spoken_words == 1);
  CHECK(stage.reports[1].total_words == 3);
}

TEST_CASE("a line that waits is dropped when cancelled; a running one is followed by the one that waits") {
  Stage stage;
  stage.own = stage.last = 99;
  stage.machine.say(line(1), stage.reports);
  stage.machine.cancel(1, stage.reports);
  REQUIRE(stage.reports.size() == 1);
  CHECK(stage.reports[0].state == DUPLEX_SAY_ABORTED);

  Stage both;
  both.machine.say({1, {{10}}, 1000}, both.reports);
  both.run(3, kEpad);
  both.machine.say({2, {{20}}, 1000}, both.reports);
  both.run(10, kEpad);
  REQUIRE(both.reports.size() == 4);
  CHECK(both.reports[1].state == DUPLEX_SAY_COMPLETED);
  CHECK(both.reports[2].id == 2);
  CHECK(both.reports[3].state == DUPLEX_SAY_COMPLETED);
}
