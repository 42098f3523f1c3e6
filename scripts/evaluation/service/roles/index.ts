/** Everybody who answers in the suite "service". */

import type { ServiceRole } from "../service-role";
import { animalClinic } from "./animal-clinic";
import { bakeryOrders } from "./bakery-orders";
import { bicycleRepair } from "./bicycle-repair";
import { carHire } from "./car-hire";
import { cityParking } from "./city-parking";
import { dentalReception } from "./dental-reception";
import { dryCleaner } from "./dry-cleaner";
import { emergencyPlumber } from "./emergency-plumber";
import { ferryLine } from "./ferry-line";
import { hotelNightDesk } from "./hotel-night-desk";
import { internetSupport } from "./internet-support";
import { languageSchool } from "./language-school";
import { museumTickets } from "./museum-tickets";
import { optician } from "./optician";
import { parcelDepot } from "./parcel-depot";
import { publicBaths } from "./public-baths";
import { restaurantTable } from "./restaurant-table";
import { theatreBoxOffice } from "./theatre-box-office";
import { toolRental } from "./tool-rental";
import { townLibrary } from "./town-library";
import { wasteCollection } from "./waste-collection";

export const ROLES: readonly ServiceRole[] = [
  animalClinic,
  bakeryOrders,
  bicycleRepair,
  carHire,
  cityParking,
  dentalReception,
  dryCleaner,
  emergencyPlumber,
  ferryLine,
  hotelNightDesk,
  internetSupport,
  languageSchool,
  museumTickets,
  optician,
  parcelDepot,
  publicBaths,
  restaurantTable,
  theatreBoxOffice,
  toolRental,
  townLibrary,
  wasteCollection,
];
