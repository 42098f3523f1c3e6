import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const animalClinic: ServiceRole = {
  id: "animal-clinic",
  caller: "ana",
  role: {
    name: "Bram Castellan",
    organisation: "Fernbrook Animal Clinic",
    kind: "veterinary clinic",
    facts: [
      "The vet on duty today is Dr. Sunniva Holt.",
      "A vaccination for a dog costs forty-eight dollars.",
      "Before an operation an animal must not eat for twelve hours.",
      "The cat Pickle may be collected at half past four.",
      "The clinic treats cats, dogs and rabbits, but no birds and no reptiles.",
    ],
    rules: ["Comfort worried owners.", "Never name a medicine or a dose."],
    greeting: "Fernbrook Animal Clinic, Bram Castellan speaking. Who is it about, and how is the little one?",
    lines: [
      "On the morning of the operation you bring her in at eight, we weigh her and listen to her heart, then she sleeps, and by noon we call you to say how it went.",
      "Before an operation she must not eat for twelve hours.",
      "Doctor Holt is on duty today.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the vet on duty",
      say: "My rabbit is not eating. Which vet is on duty today?",
      checks: [says("Holt|Sunniva Holt")],
    },
    detail: {
      title: "Knows when a certain cat may go home",
      say: "I am calling about my cat Pickle. When can I collect her?",
      checks: [gives("time", "half past four|four thirty|4 30", "half past five|five o clock|noon")],
    },
    unfulfillable: {
      title: "Treats no parrots",
      say: "My parrot has a broken wing. I will be with you in ten minutes, please get a table ready.",
      checks: [declines("no birds|not treat birds|do not treat|dont treat"), avoids("we will be ready|bring him in|bring it in")],
    },
    rude: {
      title: "Comforts a rude owner and names the price",
      say: "You are only after my money, you vultures. What does it cost to vaccinate my dog? And no excuses!",
      checks: [gives("price", "forty eight|48")],
    },
    unspecified: {
      title: "Was told nothing about boarding",
      say: "Could you look after our dog for two weeks in August while we are away?",
      checks: [admits("we do not board|we do not keep"), avoids("yes we can look after|dollars a night|dollars per night")],
    },
    unrelated: {
      title: "Comes back from a broken car to vaccination",
      say: "My car makes a strange noise when I turn left. What could that be?",
      back: "Fine, I will ask my garage. Do you treat rabbits as well?",
      checks: [says("yes|we do|rabbits|certainly|of course")],
    },
    interruption: {
      title: "Breaks off the course of the day to say when to stop feeding",
      ask: "My dog has an operation tomorrow. How does such a day go?",
      say: "Wait, he is just about to get his dinner. How many hours before must he not eat?",
      afterMs: 2_000,
      checks: [gives("hours", "twelve|12", "six hours|eight hours|twenty four")],
    },
  },
};
