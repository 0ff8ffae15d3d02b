import { nothing } from "./other.mjs";
