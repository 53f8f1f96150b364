/** Where the officials of one authority have their accounts, as the operator has said. */
export interface SignInProvider {
  id: string;
  organisationId: string;
  authority: string;
  /** As the provider calls itself: its address, to the letter. */
  issuer: string;
  clientId: string;
  /** Page of the front end that the provider sends people back to. */
  redirectUri: string;
  domains: string[];
  claims: string[];
  factors: string[];
  isOnlyWay: boolean;
}

/** What a provider has said of whoever signed in, after everything about the answer itself was checked. */
export interface ProvidedIdentity {
  subject: string;
  /** What else it says, as it says it. */
  claims: Readonly<Record<string, unknown>>;
  /** When the person last showed the provider who they are. */
  authenticatedAt: Date;
}

/** Columns of a provider by the names above, from `sign_in_provider` and the `organisation` it belongs to. */
export const PROVIDER_COLUMNS = `sign_in_provider.id, sign_in_provider.organisation_id AS "organisationId", organisation.name AS authority,
  issuer, client_id AS "clientId", redirect_uri AS "redirectUri", domains, claims, factors, is_only_way AS "isOnlyWay"`;

/** Whether members of the organisation that the SQL names sign in at their provider or not at all. */
export const demandsProvider = (organisation: string): string => `EXISTS (SELECT FROM sign_in_provider
  WHERE sign_in_provider.organisation_id = ${organisation} AND dropped_at IS NULL AND is_only_way)`;

export const ownerOfSecret = (providerId: string): string => `sign-in provider ${providerId}`;

/** Whether the provider says `value` of `name`: as the value itself, or as one of several. */
export function isSaid(claims: ProvidedIdentity['claims'], pair: string): boolean {
  const [name, value] = splitPair(pair);
  const said = claims[name];
  return Array.isArray(said) ? said.map(String).includes(value) : said !== undefined && String(said) === value;
}

/** `name=value`, whatever else is in the value. */
export function splitPair(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** What stands after the @, in lower case. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
