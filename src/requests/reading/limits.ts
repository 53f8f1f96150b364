/** How much one request may hold. A sourcing fair's parts list has 700 lines. */
export const REQUEST_LIMITS = {
  lines: 700,
  operations: 20,
  certificates: 30,
  characteristics: 30,
  words: 20,
  provinces: 34,
  excludedTaxCodes: 200,
  titleLength: 200,
  numberLength: 100,
  placeLength: 300,
  descriptionLength: 4000,
  weight: 10,
  /** Above any lot or monthly volume there is. */
  amount: 1_000_000_000,
  leadTimeDays: 3650,
  /** Ra 50 is what sand casting leaves. */
  roughnessUm: 100,
  /** Half-way around the Earth. */
  distanceKm: 20_100,
  shortestDistanceKm: 0.1,
  yearsAhead: 30,
} as const;
