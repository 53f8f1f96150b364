/** Injects the `Config` read at start. */
export const CONFIG = Symbol('Config');
