const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const SHAPE = /^(\d{10})(\d{3})?$/;

export type TaxCodeReading =
  | { isValid: true; /** "0100109106", or "0100109106-001" for a branch. */ taxCode: string }
  | { isValid: false; fault: 'TAX_CODE_SHAPE' | 'TAX_CODE_CHECK_DIGIT' };

/**
 * Reads a Vietnamese tax code (mã số thuế) of a firm: nine digits and a check digit, and three more for a dependent
 * unit. How people separate the digits makes no difference. The twelve digits that people and household businesses use
 * since July 2025 are no firm’s code.
 */
export function readVietnameseTaxCode(text: string): TaxCodeReading {
  const match = SHAPE.exec(text.replace(/[\s.\-\u2010-\u2015]/g, ''));
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
