import type { UserError } from '../harness/api-client.js';

/**
 * A labelled case may use a word nobody knows, or a value the API calls a slip. The API then says so, with the place;
 * what it refused is left out, named, and the rest is sent again. So a firm is silent where it was not understood, and
 * nothing is ever guessed on its behalf.
 */
export interface LeftOut {
  /** The firm or line of the file. */
  where: string;
  /** Place in the input of the API. */
  path: string;
  /** What the file says there. */
  given: unknown;
  code: string;
  message: string;
}

type Input = Record<string, unknown>;
type Holder = Record<string, unknown>;

/** More rounds than there are depths at which leaving something out can leave something incomplete. */
const MOST_ROUNDS = 6;

/**
 * Sends the input until the API takes it. Objects that remain stay the very same objects. Null where what is wrong
 * cannot be left out: the input as a whole was refused, and is named as such.
 */
export async function sendLeavingOut<Answer extends { userErrors: UserError[] }>(
  input: Input,
  send: (input: Input) => Promise<Answer>,
  leaveOut: (leftOut: Omit<LeftOut, 'where'>, path: string[]) => void,
): Promise<Answer | null> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const answer = await send(input);
    if (answer.userErrors.length === 0) return answer;
    const named = answer.userErrors.map(({ code, message, path }) => ({
      code,
      message,
      path: path.slice(1),
      points: placesToLeaveOut(path.slice(1)),
      given: at(input, path.slice(1)),
    }));
    for (const { code, message, path, given } of named) leaveOut({ path: path.join('.'), given, code, message }, path);
    if (named.some(({ points }) => points.length === 0)) return null;
    remove(
      input,
      named.flatMap(({ points }) => points),
    );
  }
  return null;
}

/** Entries of these lists are nothing without the field that names what they are about. */
const ENTRIES = /^(.*\.)?(operations|certificates|characteristics)\.\d+/;
const WORDS = /^.*\b(materials|anyOf|sectors|languages|endMarkets|excludedTaxCodes)\.\d+$/;
const NAMELESS_CAPABILITY = /^capabilities\.\d+(?=\.(process|site)$)/;
const CERTIFICATE_FIELD = /^certificates\.\d+\.(number|issuer|scope|validFrom|validTo)$/;
const DELIVERY = /^(lines\.\d+\.requirements\.delivery)\.(\w+)/;
/** One field of a capability, site, firm or line; one requirement of a line. */
const FIELD = /^((capabilities|sites)\.\d+\.\w+|lines\.\d+\.(requirements\.)?\w+|\w+)/;

/** Which parts of the input to take away so that the problem at this place is gone; none where that is impossible. */
export function placesToLeaveOut(segments: readonly string[]): string[] {
  const path = segments.join('.');
  const delivery = DELIVERY.exec(path);
  if (delivery) return deliveryParts(delivery[2]!).map((part) => `${delivery[1]}.${part}`);
  const place = [NAMELESS_CAPABILITY, CERTIFICATE_FIELD, WORDS, ENTRIES, FIELD].map((form) => form.exec(path)?.[0]);
  const found = place.find((one) => one !== undefined);
  return found === undefined || found === 'name' || found === 'title' ? [] : [found];
}

/** A window needs both its days, nearness both a place and a distance. */
function deliveryParts(field: string): string[] {
  if (field === 'from' || field === 'to') return ['from', 'to'];
  if (field === 'latitude' || field === 'longitude') return ['latitude', 'longitude', 'maxDistance'];
  if (field === 'place' || field === 'maxDistance') return ['maxDistance'];
  return [field];
}

function at(input: Input, segments: readonly string[]): unknown {
  return segments.reduce<unknown>((value, key) => (value as Holder | undefined)?.[key], input);
}

/** Entries from the last to the first, so that the places of the others stay what they are. */
function remove(input: Input, places: readonly string[]): void {
  const sorted = [...new Set(places)].map((place) => place.split('.'));
  const index = (place: string[]): number => Number(/^\d+$/.exec(place.at(-1)!)?.[0] ?? -1);
  sorted.sort((left, right) => right.length - left.length || index(right) - index(left));
  for (const place of sorted) {
    const key = place.at(-1)!;
    const holder = at(input, place.slice(0, -1));
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (holder) delete (holder as Holder)[key];
  }
}

/** For a person at a terminal. */
export function leftOutText(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return 'every word and value was understood';
  return [
    `not understood, and left out: ${leftOut.length}`,
    ...leftOut.map(({ where, path, given, message, code }) =>
      [`  ${where}`, path, given === null ? '' : JSON.stringify(given), `${message} (${code})`]
        .filter(Boolean)
        .join(' '),
    ),
  ].join('\n');
}
