import {
  type GraphQLInputType,
  getNamedType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
} from 'graphql';
import type { Message } from '../i18n/message.js';
import { fold, similarity } from '../text/fold.js';
import type { Problems } from './problems.js';
import { VALUE } from './values.errors.js';

type Path = readonly (string | number)[];

const LARGEST_INT = 2_147_483_647;
const LONGEST_SHOWN = 60;
const MOST_SUGGESTED = 3;
const ALIKE = 0.5;

const BY_SCALAR: Record<string, Message> = {
  Int: VALUE.NOT_A_WHOLE_NUMBER,
  Float: VALUE.NOT_A_NUMBER,
  String: VALUE.NOT_TEXT,
  Boolean: VALUE.NOT_YES_OR_NO,
  ID: VALUE.NOT_AN_ID,
};

/** Says what is wrong with a value that is no object where one belongs, or that its scalar or enum does not take. */
export function reportWrongValue(
  value: unknown,
  type: GraphQLInputType,
  path: Path,
  problems: Problems,
  written = asJson(value),
): void {
  const named = getNamedType(type);
  const parameters = { value: shortened(written), type: named.name };
  if (isEnumType(named) && problems.takesSuggestions) {
    const known = named.getValues().map(({ name }) => name);
    const suggestions = typeof value === 'string' ? nearest(value, known) : [];
    problems.add(VALUE.NOT_ONE_OF, [...path], { ...parameters, known: known.join(', ') }, suggestions);
    return;
  }
  problems.add(messageFor(value, named), [...path], parameters);
}

export function reportUnknownField(field: string, known: string[], path: Path, problems: Problems): void {
  const suggestions = problems.takesSuggestions ? nearest(field, known) : [];
  problems.add(VALUE.FIELD_UNKNOWN, [...path, field], { field: field.slice(0, LONGEST_SHOWN) }, suggestions);
}

export function reportUnknownArgument(argument: string, known: string[], problems: Problems): void {
  const suggestions = problems.takesSuggestions ? nearest(argument, known) : [];
  problems.add(VALUE.ARGUMENT_UNKNOWN, [argument], { argument: argument.slice(0, LONGEST_SHOWN) }, suggestions);
}

/** The words most like one that is not known, best first. */
function nearest(word: string, known: readonly string[]): string[] {
  const folded = fold(word.slice(0, LONGEST_SHOWN));
  return known
    .map((one) => ({ one, alike: similarity(folded, fold(one)) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST_SUGGESTED)
    .map(({ one }) => one);
}

function messageFor(value: unknown, type: GraphQLNamedInputType): Message {
  if (isInputObjectType(type)) return VALUE.NOT_AN_OBJECT;
  const isTooLarge =
    typeof value === 'number' &&
    (type.name === 'Int' ? Number.isInteger(value) && Math.abs(value) > LARGEST_INT : !Number.isFinite(value));
  if (isTooLarge && (type.name === 'Int' || type.name === 'Float')) return VALUE.NUMBER_TOO_LARGE;
  return BY_SCALAR[type.name] ?? VALUE.NOT_OF_TYPE;
}

const asJson = (value: unknown): string =>
  (typeof value === 'number' ? String(value) : JSON.stringify(value)) ?? String(value);

const shortened = (text: string): string => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
