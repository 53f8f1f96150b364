/** What people ask for in this run, and what they give. */
export const SIGN_UP_BUYER = signUp('buyerSignUp');
export const SIGN_UP_SUPPLIER = signUp('supplierSignUp');
export const SIGN_IN = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) {
  session { accessToken } userErrors { code message path } } }`;
export const REGISTER = `mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) {
  firm { id } userErrors { code message path } } }`;
export const CREATE = `mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) {
  request { id } userErrors { code message path } } }`;
export const UPDATE = `mutation ($id: ID!, $input: ComponentRequestInput!) { result: requestUpdate(id: $id, input: $input) {
  request { id revision } userErrors { code message path } } }`;
export const INVITE = `mutation ($email: String!) { result: memberInvite(email: $email, role: VIEWER) {
  invitation { id } userErrors { code message path } } }`;
export const DECIDE = `mutation ($matchId: ID!, $input: ReviewDecisionInput!) {
  result: reviewDecisionRecord(matchId: $matchId, input: $input) { match { reviewState } userErrors { code message path } } }`;

/** One of the mutations that take nothing but the id of a request. */
export const move = (mutation: string): string =>
  `mutation ($id: ID!) { result: ${mutation}(id: $id) { request { id status } userErrors { code message path } } }`;

function signUp(mutation: string): string {
  return `mutation ($input: SignUpInput!) { result: ${mutation}(input: $input) {
    session { accessToken } userErrors { code message path } } }`;
}

export const PASSWORD = 'đúc gang và gia công';

export const aSignUp = (name: string, countryCode: string, taxCode: string | null) => ({
  organisationName: name,
  taxCode,
  countryCode,
  personName: 'Nguyễn Văn An',
  email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.com`,
  password: PASSWORD,
});

/** A firm that does what every line here asks for. */
export const A_FIRM = {
  name: 'Công ty TNHH Cơ khí Hoà Bình',
  sectors: ['mechanical'],
  sites: [{ key: 'xưởng 1', name: 'Xưởng 1', address: 'Lô 12, KCN Quang Minh, Hà Nội' }],
  capabilities: [
    { site: 'xưởng 1', process: 'phay CNC', isOwn: true, materials: ['nhôm'], tolerance: { value: 0.02 } },
  ],
};

export const aLine = (title: string) => ({
  title,
  operations: [{ process: 'phay CNC' }],
  requirements: {
    material: { anyOf: ['nhôm'], level: 'MUST' },
    tolerance: { plusMinus: { value: 0.05 }, level: 'MUST' },
  },
});
