import { TOTP } from 'otpauth';

/** Somebody signed in, by whatever client. */
interface Enrolling {
  done(mutation: string, variables: object): Promise<object>;
}

const ERRORS = 'userErrors { code message path }';

/** Gives an official who has just signed in what officials need before anything else. */
export async function enrolFactor(official: Enrolling): Promise<void> {
  const { enrolment } = (await official.done(
    `mutation { result: factorEnrol { enrolment { secret } ${ERRORS} } }`,
    {},
  )) as { enrolment: { secret: string } };
  await official.done(`mutation ($code: String!) { result: factorConfirm(code: $code) { ${ERRORS} } }`, {
    code: new TOTP({ secret: enrolment.secret }).generate(),
  });
}
