import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import type { TestClient } from '../harness/test-client.js';
import { sendFile } from '../harness/files.js';
import { withoutPages } from '../harness/without-pages.js';

/** An id of the right form that nothing has. */
export const NOBODY = '0193a8c0-0000-7000-8000-000000000000';

const MEASURE = 'value unit { code }';
export const CAPABILITY = `id process { code } isOwn materials { code } maxSize { length { ${MEASURE} } width { ${MEASURE} } height { ${MEASURE} } } maxMass { ${MEASURE} }
  tolerance { ${MEASURE} } roughnessRa { ${MEASURE} } thickness { min { ${MEASURE} } max { ${MEASURE} } } minLotPieces monthlyCapacity { ${MEASURE} }
  leadTimeDays machines characteristics { characteristic { code } value } evidence revision withdrawnAt site { id }
  evidenceFile { id name mediaType } verifications { nodes { decision note seenRevision undoes { decision } } }`;
export const CERTIFICATE = `id standard { code } number issuer scope validFrom validTo daysLeft state evidence revision withdrawnAt
  sites { id } evidenceFile { id } verifications { nodes { decision reason { code } note seenRevision } }`;
export const SITE = `id name address taxCode country { code } latitude longitude coordinatesFrom withdrawnAt
  industrialPark { code } ward { code } wardCandidates { code } province { code }`;
export const FIRM = `id name tradingName taxCode country { code } website source withdrawnAt sectors { code } languages { code }
  endMarkets { code } sites { ${SITE} } capabilities { ${CAPABILITY} } certificates { ${CERTIFICATE} }`;
const ERRORS = 'userErrors { code message path suggestions }';

export interface Refusable {
  userErrors: { code: string; path: string[]; message: string; suggestions: string[] }[];
}

/** What stood in the way, as "CODE path". */
export const codes = ({ userErrors }: Refusable): string[] =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`.trim());

const INPUTS: Record<string, string> = {
  firmCreate: '$input: FirmInput!',
  firmRegister: '$input: FirmRegistrationInput!',
  firmUpdate: '$id: ID!, $input: FirmChangesInput!',
  siteAdd: '$firmId: ID!, $input: SiteInput!',
  siteUpdate: '$id: ID!, $input: SiteInput!',
  capabilityAdd: '$siteId: ID!, $input: CapabilityInput!',
  capabilityUpdate: '$id: ID!, $input: CapabilityChangesInput!',
  certificateAdd: '$firmId: ID!, $input: CertificateInput!',
  certificateUpdate: '$id: ID!, $input: CertificateChangesInput!',
  certificateVerify: '$id: ID!, $input: CertificateVerificationInput!',
  capabilityVerify: '$id: ID!, $input: CapabilityVerificationInput!',
};

/** Any mutation of this room: `{ firm | site | capability | certificate, userErrors }`. */
export async function mutate(client: TestClient, mutation: string, variables: object) {
  const subject = /^(firm|site|capability|certificate)/.exec(mutation)![1]!;
  const fields = { firm: FIRM, site: SITE, capability: CAPABILITY, certificate: CERTIFICATE }[subject];
  const declared = INPUTS[mutation] ?? '$id: ID!';
  const given = declared.match(/\w+(?=:)/g)!.map((name) => `${name}: $${name}`);
  const { result } = await client.data(
    `mutation (${declared}) { result: ${mutation}(${given.join(', ')}) { ${subject} { ${fields} } ${ERRORS} } }`,
    variables,
  );
  return withoutPages(result);
}

/** As `mutate`, for what must be done: the object itself. */
export async function done(client: TestClient, mutation: string, variables: object) {
  const result = await mutate(client, mutation, variables);
  if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
  return result.firm ?? result.site ?? result.capability ?? result.certificate;
}

export const aRegisteredFirm = (client: TestClient, changes: object = {}) =>
  done(client, 'firmRegister', { input: aRegistrationInput(changes) });

export async function firmOf(client: TestClient) {
  return withoutPages((await client.data(`{ myFirm { ${FIRM} profileGaps { path code hint } } }`)).myFirm);
}

export const aPdf = (words: string): Buffer => Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`);

/** Sends a file as a client would. */
export const upload = (client: TestClient, content: Buffer | string, name = 'iso.pdf') =>
  sendFile(client, { name }, content);
