import { readRoles } from "./role";

/** Kinds of business that training never sees. */
export const HELD_ROLES = readRoles(`
a ski resort | Resort;Slopes | a day pass;a ski lesson;a helmet;a locker | the ski teacher | a lesson | rent out sleds;ski at night;sell used skis | teach snowboarding;rent out boots;groom trails | a lesson;the lift ride
a piano tuning service | Pianos;Tuning | a tuning;a new string;a key repair;a house visit | the piano tuner | a tuning | move pianos;repair organs;buy pianos | repair pedals;polish wood;rent out pianos | a tuning;a repair
a chocolate shop | Chocolates;Cocoa | a box of truffles;a chocolate egg;a hot cocoa;a tasting | the chocolate maker | a tasting | use peanuts;ship in summer;bake cakes | wrap gifts;teach children;make white chocolate | an order;a class
a chimney sweeping company | Chimneys;Sweeps | a chimney cleaning;a safety report;a stove check;a filter | the chimney sweep | a visit | repair roofs;install stoves;work in winter | clean stoves;test filters;measure smoke | a cleaning;a report
an observatory | Observatory;Stars | a night ticket;a star map;a guided tour;a family ticket | the astronomer | a tour | open in the rain;sell telescopes;allow flash photos | teach children;show the moon;lend binoculars | a tour;a show
a horse riding school | Riding;Stables | a riding lesson;a pony ride;a helmet;a trail ride | the riding teacher | a lesson | sell horses;ride in storms;teach jumping | teach children;lend boots;board horses | a trail ride;a lesson
a glass blowing studio | Glassworks;Glass Studio | a blown vase;a glass ornament;a workshop;a drinking glass | the glass blower | a workshop | repair windows;make mirrors;cut crystal | teach beginners;engrave names;ship vases | a vase;a workshop
a tea house | Tea House;Teas | a pot of tea;a scone;a tin of green tea;an afternoon menu | the tea master | a table | serve coffee;take large groups;allow dogs | sell teapots;serve cake;teach tea making | a tasting;an order
a bee keeper's shop | Honey;Apiary | a jar of honey;a candle;a bee hive;a hive tour | the bee keeper | a tour | sell bees by mail;remove wasps;bake cakes | teach beginners;rent out hives;melt wax | a tour;an order
a sailing club | Sailing;Yacht Club | a trial sail;a membership;a life vest;a harbor night | the sailing teacher | a trial sail | sail at night;rent to beginners;repair engines | teach children;store boats;race on Sundays | a trial sail;a course
`);
