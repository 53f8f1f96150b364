import { TOTP } from 'otpauth';
import type { ApiClient } from './api-client.js';

const ERRORS = 'userErrors { code message path }';

/** Gives an official who has just signed in what officials need before anything else. */
export async function enrolFactor(official: ApiClient): Promise<void> {
  const { enrolment } = await official.done<{ enrolment: { secret: string } }>(
    `mutation { result: factorEnrol { enrolment { secret } ${ERRORS} } }`,
    {},
  );
  await official.done(`mutation ($code: String!) { result: factorConfirm(code: $code) { ${ERRORS} } }`, {
    code: new TOTP({ secret: enrolment.secret }).generate(),
  });
}
