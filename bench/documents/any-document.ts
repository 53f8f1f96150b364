import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { WEIGHTS } from '../../src/platform/graphql/cost/assumed.js';

/** From 0 to below `below`. */
type Pick = (below: number) => number;

const TEXTS = [
  '',
  'x',
  'CNC milling',
  'ISO 9001',
  'Đúc áp lực',
  '🙂',
  '2027-02-30',
  '-1',
  '%',
  "'; --",
  '\\u0000',
  '\\ud800',
];
const NUMBERS = ['0', '1', '-1', '2147483647', '0.5', '1e3'];
const JUNK = ['{', '}', '(', ')', '[', ']', '"', '"""', '#', '...', '...F', '@skip', '@skip(if: $x)', '$x', ':', '!', '|', '\u0000', '\ufeff', '🙂', '\ud800', '__proto__', 'constructor', '__schema{types{name}}', '1e999', '-', 'null', 'true', 'fragment F on Firm{id}', 'query', 'type A{b:C}', '&', '\n', ',']; // prettier-ignore

/** Documents that fit the schema, of any of its operations but those that hash a password. */
export const validDocument = (schema: GraphQLSchema): fc.Arbitrary<string> =>
  fc.gen().map((gen) => new Writing(schema, (below) => gen(fc.nat, { max: below - 1 })).document());

/** The same with one to four slips: something left out, repeated, or put in that does not belong there. */
export const brokenDocument = (schema: GraphQLSchema): fc.Arbitrary<string> =>
  fc.gen().map((gen) => {
    const pick: Pick = (below) => gen(fc.nat, { max: below - 1 });
    let text = new Writing(schema, pick).document();
    for (let slips = 1 + pick(4); slips > 0; slips--) text = broken(text, pick);
    return text;
  });

function broken(text: string, pick: Pick): string {
  const at = pick(text.length + 1);
  const until = Math.min(text.length, at + 1 + pick(12));
  const [before, slice, after] = [text.slice(0, at), text.slice(at, until), text.slice(until)];
  switch (pick(6)) {
    case 0:
      return before + after;
    case 1:
      return before + slice.repeat(2 + pick(20)) + after;
    case 2:
      return before + JUNK[pick(JUNK.length)] + slice + after;
    default:
      return withWrongWord(text, pick);
  }
}

/** One word in the place of another: it can be parsed, and means nothing. */
function withWrongWord(text: string, pick: Pick): string {
  const words = [...text.matchAll(/\w+/g)];
  if (words.length === 0) return text;
  const [{ index, 0: word }, [other]] = [words[pick(words.length)]!, words[pick(words.length)]!];
  return text.slice(0, index) + other + text.slice(index + word.length);
}

class Writing {
  private readonly fragments: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly pick: Pick,
  ) {}

  document(): string {
    const kind = this.pick(8) === 0 ? 'mutation' : 'query';
    const root = (kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType())!;
    const fields = Object.values(root.getFields()).filter(({ name }) => WEIGHTS[name] === undefined);
    const selected = Array.from({ length: 1 + this.pick(2) }, (_, at) => this.field(this.one(fields), 3, `r${at}: `));
    return [`${kind} { ${selected.join(' ')} }`, ...this.fragments].join('\n');
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, alias = ''): string {
    const type = getNamedType(field.type);
    const inside = isCompositeType(type) ? ` ${this.selection(type, depth)}` : '';
    const directive = this.pick(12) === 0 ? ` @include(if: ${this.pick(2) === 0})` : '';
    return `${alias}${field.name}${this.arguments(field.args)}${directive}${inside}`;
  }

  private selection(type: GraphQLNamedOutputType, depth: number): string {
    if (isUnionType(type) || depth === 0) return '{ __typename }';
    const fields = Object.values((type as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields());
    const known = fields.filter((field) => depth > 1 || !isCompositeType(getNamedType(field.type)));
    const names = new Map(
      Array.from({ length: 1 + this.pick(4) }, () => this.one(known.length > 0 ? known : fields)).map((each) => [each.name, each]),
    ); // prettier-ignore
    const text = `__typename ${[...names.values()].map((each) => this.field(each, depth - 1)).join(' ')}`;
    if (this.pick(6) > 0 || !isObjectType(type)) return `{ ${text} }`;
    if (this.pick(2) === 0) return `{ ... on ${type.name} { ${text} } }`;
    const fragment = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${fragment} on ${type.name} { ${text} }`);
    return `{ ...${fragment} }`;
  }

  private arguments(known: readonly GraphQLArgument[]): string {
    const given = known.filter((argument) => isRequiredArgument(argument) || this.pick(3) === 0);
    const both = given.some(({ name }) => name === 'first') ? given.filter(({ name }) => name !== 'last') : given;
    return both.length === 0 ? '' : `(${both.map(({ name, type }) => `${name}: ${this.value(type, 3)}`).join(', ')})`;
  }

  private value(type: GraphQLInputType, depth: number): string {
    if (!isNonNullType(type) && this.pick(8) === 0) return 'null';
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const item = nullable.ofType as GraphQLInputType;
      return `[${Array.from({ length: this.pick(3) }, () => this.value(item, depth)).join(' ')}]`;
    }
    if (isEnumType(nullable)) return this.one(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isRequiredInputField(field) || (depth > 0 && this.pick(3) === 0),
      );
      return `{${fields.map((field) => `${field.name}: ${this.value(field.type, depth - 1)}`).join(' ')}}`;
    }
    const { name } = getNamedType(nullable);
    if (name === 'Boolean') return `${this.pick(2) === 0}`;
    if (name === 'Int') return this.one(NUMBERS.slice(0, 4));
    if (name === 'Float') return this.one(NUMBERS);
    return `"${this.one(TEXTS.slice(0, -1))}"`;
  }

  private one<T>(choices: readonly T[]): T {
    return choices[this.pick(choices.length)]!;
  }
}
