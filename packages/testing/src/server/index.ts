export { type CloudServer, serveClouds } from "./serve-clouds.ts";
