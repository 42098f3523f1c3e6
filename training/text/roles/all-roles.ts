import type { Split } from "../split-of";
import { CARE_ROLES } from "./care-roles";
import { HELD_ROLES } from "./held-roles";
import type { Role } from "./role";
import { SERVICE_ROLES } from "./service-roles";
import { SHOP_ROLES } from "./shop-roles";

export const ROLES_BY_SPLIT: Record<Split, Role[]> = { train: [...SHOP_ROLES, ...SERVICE_ROLES, ...CARE_ROLES], held: HELD_ROLES };
