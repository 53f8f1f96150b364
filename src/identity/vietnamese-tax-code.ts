const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const SHAPE = /^(\d{10})(\d{3})?$/;
/** Province of birth registration, sex and century, year of birth, and six figures; it has no check digit. */
const PERSONAL_NUMBER = /^(\d{3})\d{9}$/;
/** The provinces as numbered for personal numbers, which kept their numbers when provinces were merged. */
const PROVINCES = new Set(
  `001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045
   046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093
   094 095 096`.split(/\s+/),
);

export type TaxCodeReading =
  | {
      isValid: true;
      /** "0100109106", "0100109106-001" for a branch, "001085012345" for a household. */ taxCode: string;
    }
  | { isValid: false; fault: 'TAX_CODE_SHAPE' | 'TAX_CODE_CHECK_DIGIT' };

/**
 * Reads a Vietnamese tax code (mã số thuế): of a firm nine digits and a check digit, and three more for a dependent
 * unit; of a household business, since July 2025, the personal number of whoever runs it. How people separate the digits
 * makes no difference.
 */
export function readVietnameseTaxCode(text: string): TaxCodeReading {
  const digits = text.replace(/[\s.\-\u2010-\u2015]/g, '');
  const [, province] = PERSONAL_NUMBER.exec(digits) ?? [];
  if (province !== undefined && PROVINCES.has(province)) return { isValid: true, taxCode: digits };
  const match = SHAPE.exec(digits);
  if (!match) return { isValid: false, fault: 'TAX_CODE_SHAPE' };
  const [, firm, branch] = match as unknown as [string, string, string | undefined];
  if (branch === '000') return { isValid: false, fault: 'TAX_CODE_SHAPE' };
  if (Number(firm[9]) !== checkDigit(firm)) return { isValid: false, fault: 'TAX_CODE_CHECK_DIGIT' };
  return { isValid: true, taxCode: branch === undefined ? firm : `${firm}-${branch}` };
}

/** 10 for nine digits that no code can have. */
function checkDigit(digits: string): number {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return 10 - (sum % 11);
}

/** The firm a branch belongs to; of everybody else the code itself. */
export const headOfficeOf = (taxCode: string): string => taxCode.split('-', 1)[0]!;
