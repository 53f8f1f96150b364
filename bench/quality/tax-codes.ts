import { readVietnameseTaxCode } from '../../src/identity/vietnamese-tax-code.js';

/** Valid tax codes in a range no province uses, the same ones every time. */
export function fictionalTaxCodes(count: number): string[] {
  const codes: string[] = [];
  for (let number = 990_000_000; codes.length < count; number++) {
    for (let digit = 0; digit < 10; digit++) {
      const reading = readVietnameseTaxCode(`${number}${digit}`);
      if (reading.isValid) codes.push(reading.taxCode);
    }
  }
  return codes;
}
