import type { Split } from "../split-of.ts";
import { CARE_ROLES } from "./care-roles.ts";
import { HELD_ROLES } from "./held-roles.ts";
import type { Role } from "./role.ts";
import { SERVICE_ROLES } from "./service-roles.ts";
import { SHOP_ROLES } from "./shop-roles.ts";

export const ROLES_BY_SPLIT: Record<Split, Role[]> = { train: [...SHOP_ROLES, ...SERVICE_ROLES, ...CARE_ROLES], held: HELD_ROLES };
