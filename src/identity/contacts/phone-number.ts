const E164 = /^\+[1-9]\d{6,14}$/;
/** Nine digits of a mobile number, ten of a landline, after the country’s code. */
const VIETNAMESE = /^\+84[1-9]\d{8,9}$/;
const BETWEEN_DIGITS = /[\s().\-\u2010-\u2015]/g;

/** A number as people write it, in E.164: one without a country’s code is Vietnamese. Null where it is none. */
export function readPhoneNumber(written: string): string | null {
  const digits = written.normalize('NFKC').replace('(0)', '').replace(BETWEEN_DIGITS, '').replace(/^00/, '+');
  const number = digits.replace(/^0/, '+84');
  return (number.startsWith('+84') ? VIETNAMESE : E164).test(number) ? number : null;
}
