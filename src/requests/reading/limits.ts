/** How much one request may hold. A sourcing fair's parts list has 700 lines. */
export const REQUEST_LIMITS = {
  lines: 700,
  operations: 20,
  excludedTaxCodes: 200,
  titleLength: 200,
  numberLength: 100,
  descriptionLength: 4000,
} as const;
