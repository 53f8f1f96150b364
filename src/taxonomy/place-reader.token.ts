/** Injects the `PlaceReader` over the taxonomy of this process. */
export const PLACE_READER = Symbol('PlaceReader');
