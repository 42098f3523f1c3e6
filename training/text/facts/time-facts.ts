import { WEEKDAYS } from "../spoken/say-date";
import { sayNumber } from "../spoken/say-number";
import type { FactKind, FactSource, MadeFact } from "./fact";
import { pickDate, pickDuration, pickTime, pickWeekday } from "./pick-values";
import { valued } from "./valued";

/** "fridays" may be heard as "friday". */
function singularToo(make: (source: FactSource) => MadeFact) {
  return (source: FactSource): MadeFact => {
    const made = make(source);
    return { ...made, mustSay: [...made.mustSay, ...made.mustSay.map((word) => word.replace(/s$/, ""))] };
  };
}

/** What takes minutes or hours; everything else takes days or weeks. */
const SHORT_WAIT =
  /lesson|massage|class|tour|film|game|break|test|session|haircut|color|manicure|set|check|ride|walk|trip|flight|lunch|pickup|visit|fitting|show|facial|tuning|party|drive|hike|tasting|measurement|inspection|clean|key|takeout|takeaway|workshop|trial|treatment$/;

/** When things are: hours, days, dates and how long. */
export const TIME_FACTS: FactKind[] = [
  {
    intent: "opening hours",
    make: valued(({ random }) => pickTime(random, 6, 11)),
    statements: ["we open at {value}", "the doors open at {value}", "opening time is {value}"],
    direct: [
      "when do you open [today|tomorrow|]",
      "what time do you open [in the morning|]",
      "how early [are you open|do you open]",
      "from what time are you open",
    ],
    indirect: ["when you open", "what time you open [in the morning|]", "how early you open", "what your opening hours are"],
    answers: ["We open at {value}.", "We are open from {value}.", "You can come from {value} on.", "The doors open at {value}."],
    yesNo: ["do you open at {claim}", "are you open from {claim}", "you open at {claim}, [right|is that right|don't you]"],
  },
  {
    intent: "closing time",
    make: valued(({ random }) => pickTime(random, 15, 22)),
    statements: ["we close at {value}", "we are open until {value}", "closing time is {value}"],
    direct: [
      "when do you close [today|tonight|]",
      "what time do you close",
      "until when are you open",
      "how late are you open [today|]",
      "how long are you open [today|]",
    ],
    indirect: ["when you close", "what time you close [today|]", "how late you are open", "until when you are open"],
    answers: ["We close at {value}.", "We are open until {value}.", "You can come until {value}.", "We are here until {value}."],
    yesNo: ["do you close at {claim}", "are you open until {claim}", "you close at {claim}, [right|is that right|don't you]"],
  },
  {
    intent: "closed day",
    make: singularToo(valued(({ random }) => `${pickWeekday(random)}s`)),
    statements: ["we are closed on {value}", "we do not open on {value}"],
    yesNo: ["are you open on {claim}", "do you open on {claim}", "can I come on {claim}"],
    reversed: true,
    direct: [
      "which day are you closed",
      "on what day are you closed",
      "are you open every day",
      "do you have a day off",
      "when are you closed",
    ],
    indirect: ["which day you are closed", "if you are open every day", "on what day you are closed"],
    answers: [
      "We are closed on {value}.",
      "We are only closed on {value}.",
      "We are open every day except {value}.",
      "We do not open on {value}.",
      "We have a day off on {value}.",
    ],
  },
  {
    intent: "duration",
    make: (source) => {
      const item = source.random.pick(source.role.waits);
      const unit = SHORT_WAIT.test(item) ? "minutes" : "days";
      return valued(
        ({ random }) => pickDuration(random, unit),
        () => ({ item }),
      )(source);
    },
    statements: ["{item} takes {value}", "{item} usually takes {value}"],
    direct: [
      "how long does {item} take",
      "how long will {item} take",
      "how long do I [have to|need to] wait for {item}",
      "how much time does {item} take",
    ],
    indirect: ["how long {item} takes", "how much time {item} takes", "how long I have to wait for {item}"],
    answers: ["{item} takes {value}.", "That takes {value}.", "It takes about {value}.", "You should plan {value} for that."],
    yesNo: ["does {item} take {claim}", "will {item} take {claim}", "{item} takes {claim}, [right|is that right]"],
  },
  {
    intent: "availability",
    make: valued(
      ({ random }) => `${pickWeekday(random)} at ${pickTime(random, 8, 18)}`,
      ({ role }) => ({ item: role.booking.replace(/^an? /, "") }),
    ),
    statements: ["the next free {item} is on {value}", "the first free {item} is {value}"],
    direct: [
      "when is the next free {item}",
      "when do you have a free {item}",
      "what is the first free {item}",
      "how soon can I get a {item}",
      "do you have a free {item} this week",
    ],
    indirect: ["when the next free {item} is", "when you have a free {item}", "how soon I can get a {item}"],
    answers: ["The next free {item} is on {value}.", "We have one on {value}.", "The first one is on {value}.", "I can offer you {value}."],
  },
  {
    intent: "date",
    make: valued(
      ({ random }) => pickDate(random),
      ({ random }) => ({
        item: random.pick([
          "the summer sale",
          "the open day",
          "the new season",
          "the holiday break",
          "the new price list",
          "the winter program",
          "the members' evening",
        ]),
      }),
    ),
    statements: ["{item} starts on {value}", "{item} begins on {value}"],
    direct: ["when does {item} [start|begin]", "on what date does {item} start", "what day does {item} begin", "when is {item}"],
    indirect: ["when {item} [starts|begins]", "on what date {item} starts", "what day {item} begins"],
    answers: ["{item} starts on {value}.", "It begins on {value}.", "That starts on {value}.", "{item} begins on {value}."],
    yesNo: ["does {item} start on {claim}", "{item} begins on {claim}, [right|is that right]"],
  },
  {
    intent: "weekly event",
    make: singularToo(
      valued(
        ({ random }) => `${random.pick(WEEKDAYS)}s`,
        ({ random }) => ({
          item: random.pick([
            "the open evening",
            "the free tour",
            "the beginners' hour",
            "the late opening",
            "the families' day",
            "the discount day",
            "the children's hour",
          ]),
        }),
      ),
    ),
    statements: ["{item} is on {value}", "we have {item} on {value}"],
    direct: ["when is {item}", "on which day is {item}", "what day is {item}"],
    indirect: ["when {item} is", "on which day {item} is", "what day {item} is"],
    answers: ["{item} is on {value}.", "That is on {value}.", "We have that on {value}.", "You can come to it on {value}."],
    yesNo: ["is {item} on {claim}", "{item} is on {claim}, [right|is that right]"],
  },
  {
    intent: "minimum age",
    make: valued(({ random }) => `${sayNumber(random.int(5, 25))} years`),
    statements: ["guests must be at least {value} old", "customers must be at least {value} old"],
    direct: ["how old do I have to be", "what is the minimum age", "is there an age limit", "from what age can people come"],
    indirect: ["what the minimum age is", "how old you have to be", "if there is an age limit"],
    answers: [
      "You must be at least {value} old.",
      "The minimum age is {value}.",
      "From the age of {value} on.",
      "Everyone must be at least {value} old.",
    ],
    yesNo: ["is the minimum age {claim}", "do I have to be {claim} old"],
  },
];
