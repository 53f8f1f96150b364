/** A document made to take long to judge. */
export interface WorstDocument {
  what: string;
  text: string;
}

/** As long as every document here is, or nearly. */
export const LENGTH = 10_000;

/** The beginning, as many parts as there is room for, and the end. */
function filled(begin: string, part: (at: number) => string, end: string, most = LENGTH): string {
  let text = begin;
  for (let at = 0; at < most && text.length + part(at).length + end.length <= LENGTH; at++) text += part(at);
  return text + end;
}

const times = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join('');

/** The same field side by side, and in each of them again. */
function inPairs(levels: number, width = 2, around = ''): string {
  if (levels === 0) return '{code}';
  const inner = inPairs(levels - 1, width, around);
  const field = `children${inner}`;
  return `{${(around + field + (around && '}')).repeat(width)}}`;
}

const inARow = (count: number, width: number): string =>
  `{materials{...F0}}${times(count, (at) => `fragment F${at} on Material{${`children{...F${at + 1}}`.repeat(width)}}`)}fragment F${count} on Material{code}`;

const allInAll = (count: number): string =>
  `{materials{...F0}}${times(count, (at) => `fragment F${at} on Material{code ${times(Math.min(count, 30), (other) => `...F${(at + other) % count} `)}}`)}`;

const laterOnes = (count: number, field?: string, most = 25): string =>
  `{materials{...F0}}${times(count, (at) => {
    const later = times(Math.min(count - at - 1, most), (other) => `...F${at + other + 1} `);
    return `fragment F${at} on Material{code ${field && later ? `${field}{${later}}` : later}}`;
  })}`;

const alike = (count: number, fields: number): string =>
  `{materials{${times(count, (at) => `...F${at} `)}}}${times(count, (at) => `fragment F${at} on Material{${'code '.repeat(fields)}}`)}`;

const alikeDeep = (count: number, deep: number): string =>
  `{materials{${times(count, (at) => `...F${at} `)}}}${times(count, (at) => `fragment F${at} on Material{code ${'children{code labels{vi en} parent{code '.repeat(deep)}${'}}'.repeat(deep)}}`)}`;

/** Each level spreads all of the next one in a field of the same name. */
const levelsOf = (levels: number, width: number): string =>
  `{materials{${times(width, (at) => `...F0_${at} `)}}}${times(levels, (level) =>
    times(width, (at) => {
      const inner =
        level + 1 < levels ? times(Math.min(width, 2), (next) => `...F${level + 1}_${(at + next) % width} `) : 'code';
      return `fragment F${level}_${at} on Material{children{${inner}}}`;
    }),
  )}`;

const allVariables = (operations: number, fragments: number): string =>
  `${times(operations, (at) => `query Q${at}($a:ID $b:ID $c:ID $d:ID $e:ID){...F0}`)}${times(fragments, (at) => `fragment F${at} on Query{${times(5, (each) => `node(id:$${'abcde'[each]}){id}`)}...F${at + 1}}`)}fragment F${fragments} on Query{service{version}}`;

const spreading = (width: number, depth: number): string =>
  `{materials{...F0}}${times(depth, (at) => `fragment F${at} on Material{${times(width, (each) => `a${each}:children{...F${at + 1}}`)}}`)}fragment F${depth} on Material{code}`;

const operationsOnARow = (operations: number, fragments: number): string =>
  `${times(operations, (at) => `query Q${at}{...F0}`)}${times(fragments, (at) => `fragment F${at} on Query{...F${at + 1}}`)}fragment F${fragments} on Query{service{version}}`;

const variablesInFragments = (operations: number, fragments: number): string =>
  `${times(operations, (at) => `query Q${at}{...F0}`)}${times(fragments, (at) => `fragment F${at} on Query{node(id:$v${at}){id}...F${at + 1}}`)}fragment F${fragments} on Query{service{version}}`;

/** Each stands for a way to make parsing or one rule of validation work more than the document is long. */
export const WORST_DOCUMENTS: readonly WorstDocument[] = [
  { what: 'comments', text: `{ service { version } } #${'x'.repeat(LENGTH - 30)}` },
  { what: 'commas', text: `{ service { version } } ${','.repeat(LENGTH - 30)}` },
  { what: 'one long name', text: `{ ${'v'.repeat(LENGTH - 10)} }` },
  { what: 'one long text', text: `{ request(id: "${'x'.repeat(LENGTH - 30)}") { id } }` },
  { what: 'one long text with escapes', text: `{ request(id: "${'\\u0041'.repeat(1660)}") { id } }` },
  { what: 'a block text of many lines', text: `{ request(id: """${' \n'.repeat(4980)}""") { id } }` },
  { what: 'one field, again and again', text: filled('{ request(id: "x") { ', () => 'id ', '} }') },
  { what: 'one field within the tokens', text: `{ request(id: "x") { ${'id '.repeat(2400)}} }` },
  { what: 'one field with arguments, again', text: filled('{ ', () => 'node(id:"x"){id}', '}') },
  {
    what: 'one name for different fields',
    text: filled('{ request(id: "x") { ', (at) => `a:${at % 2 ? 'id' : 'title'} `, '} }'),
  },
  { what: 'one name with different arguments', text: filled('{ ', (at) => `a:node(id:${at}){id}`, '}') },
  { what: 'pairs in pairs', text: `{ materials ${inPairs(8)} }` },
  { what: 'threes in threes', text: `{ materials ${inPairs(5, 3)} }` },
  { what: 'fours in inline fragments', text: `{ materials ${inPairs(4, 4, '...{')} }` },
  { what: 'fragments that spread the next twice', text: inARow(150, 2) },
  { what: 'fragments that spread all', text: allInAll(42) },
  { what: 'fragments that spread all later ones', text: laterOnes(59) },
  { what: 'fragments that spread all later ones in fields', text: laterOnes(55, 'children') },
  { what: 'fragments with the same fields', text: alike(35, 20) },
  { what: 'many fragments with one field', text: alike(240, 1) },
  {
    what: 'fragments that nobody spreads',
    text: filled('{service{version}}', (at) => `fragment F${at} on Service{version}`, ''),
  },
  {
    what: 'one fragment, again and again',
    text: filled('{ materials { ', () => '...A ', '} } fragment A on Material { code }'),
  },
  { what: 'unknown fragments', text: filled('{ materials { ', (at) => `...F${at} `, '} }') },
  { what: 'a bomb of fragments', text: spreading(10, 15) },
  { what: 'many operations', text: filled('', (at) => `query Q${at}{...A}`, 'fragment A on Query{service{version}}') },
  { what: 'operations that spread fragments in a row', text: operationsOnARow(130, 130) },
  { what: 'operations without names', text: filled('', () => '{a}', '') },
  { what: 'many variables', text: filled('query(', (at) => `$v${at}:Int `, '){service{version}}') },
  { what: 'variables used in fragments by many operations', text: variablesInFragments(90, 90) },
  { what: 'unknown variables', text: filled('{ ', (at) => `node(id:$v${at}){id}`, '}') },
  { what: 'one variable, again and again', text: filled('query(', () => '$v:Int ', '){service{version}}') },
  { what: 'variables of unknown types', text: filled('query(', (at) => `$v${at}:Requirment`, '){service{version}}') },
  { what: 'types in brackets', text: `query($v:${'['.repeat(4900)}Int${']'.repeat(4900)}){service{version}}` },
  { what: 'unknown directives', text: filled('{service{version', () => '@a', '}}') },
  { what: 'known directives, again and again', text: filled('{service{version', () => '@skip(if:false)', '}}') },
  { what: 'directives in the wrong place', text: filled('query ', () => '@skip(if:$v)', '{service{version}}') },
  { what: 'unknown fields', text: filled('{ ', (at) => `f${at} `, '}') },
  { what: 'unknown fields like known ones', text: filled('{ ', (at) => `adminstrativeUnit${at % 10} `, '}') },
  { what: 'unknown fields with selections', text: filled('{ ', (at) => `f${at}{x}`, '}') },
  { what: 'plain fields with selections', text: filled('{ request(id: "x") { ', () => 'id{x}', '} }') },
  { what: 'unknown types', text: filled('{ ', (at) => `...on Requirment${at % 10}{x}`, '}') },
  { what: 'inline fragments that cannot be', text: filled('{ node(id:"x") { ', () => '...on Query{x}', '} }') },
  { what: 'unknown arguments', text: filled('{ requests(', (at) => `frst${at}:1 `, '){nodes{id}} }') },
  { what: 'one argument, again and again', text: filled('{ requests(', () => 'first:1 ', '){nodes{id}} }') },
  {
    what: 'unknown fields of an input',
    text: filled('mutation{requestCreate(input:{', (at) => `titel${at}:1 `, '}){userErrors{code}}}'),
  },
  {
    what: 'one field of an input, again and again',
    text: filled('mutation{requestCreate(input:{', () => 'title:"" ', '}){userErrors{code}}}'),
  },
  { what: 'wrong values of an enum', text: filled('{ ', () => 'requests(status:DRAF){totalCount}', '}') },
  {
    what: 'a list of wrong values',
    text: filled('mutation{requestCreate(input:{excludedTaxCodes:[', () => '1 ', ']}){userErrors{code}}}'),
  },
  {
    what: 'a list of lines without anything',
    text: filled('mutation{requestCreate(input:{lines:[', () => '{} ', ']}){userErrors{code}}}'),
  },
  {
    what: 'a list of lines that are none',
    text: filled('mutation{requestCreate(input:{lines:[', () => '{titel:1}', ']}){userErrors{code}}}'),
  },
  {
    what: 'requirements nobody knows',
    text: filled('mutation{requestCreate(input:{lines:[', () => '{requirements:{mterial:1}}', ']}){userErrors{code}}}'),
  },
  { what: 'lists in lists', text: `{ node(id:${'['.repeat(4900)}${']'.repeat(4900)}) { id } }` },
  {
    what: 'lists in lists of a list',
    text: `mutation{requestCreate(input:{lines:${'['.repeat(1900)}${']'.repeat(1900)}}){userErrors{code}}}`,
  },
  { what: 'objects in objects', text: `{ node(id:${'{a:'.repeat(900)}1${'}'.repeat(900)}) { id } }` },
  { what: 'fields in fields', text: `{ ${'a{'.repeat(3300)}a${'}'.repeat(3300)} }` },
  { what: 'fields in fields within the tokens', text: `{ ${'a{'.repeat(1300)}a${'}'.repeat(1300)} }` },
  { what: 'inline fragments in each other', text: `${'{...'.repeat(1300)}{service{version}}${'}'.repeat(1300)}` },
  { what: 'definitions of types', text: filled('', (at) => `type T${at}{a:Int}`, '') },
  { what: 'extensions of types', text: filled('', () => 'extend type Query{a:Int}', '') },
  { what: 'the schema in circles', text: `{__schema{types${'{fields{type'.repeat(600)}{name}${'}}'.repeat(600)}}}` },
  { what: 'the schema, again and again', text: filled('{', (at) => `a${at}:__schema{types{name}}`, '}') },
  // Within every limit that counts, so that the rules have to look at all of it.
  { what: 'within: unknown fields', text: filled('{ service { ', (at) => `f${at} `, '} }') },
  { what: 'within: unknown fields like known ones', text: filled('{ myFirm { ', (at) => `capabilites${at} `, '} }') },
  { what: 'within: unknown fields of a large type', text: `{${times(30, (at) => `adminstrativeUnits${at} `)}}` },
  {
    what: 'within: wrong values of an enum',
    text: filled('query($a:X){', (at) => (at < 30 ? `a${at}:requests(status:DRAF${at}){totalCount}` : ''), '}', 30),
  },
  {
    what: 'within: unknown arguments',
    text: filled('{ requests(', (at) => `${'s'.repeat(at % 30)}tatus:1 `, '){nodes{id}} }', 1900),
  },
  { what: 'within: alike fragments', text: alike(29, 1) },
  { what: 'within: alike fragments in many places', text: alikeDeep(29, 4) },
  { what: 'within: alike fragments with fields in fields', text: alikeDeep(29, 5) },
  { what: 'within: fragments in fields, spread by each', text: laterOnes(29, 'children', 3) },
  { what: 'within: 12 levels of four fragments', text: levelsOf(9, 3) },
  { what: 'within: operations on fragments in a row', text: variablesInFragments(20, 29) },
  { what: 'within: operations with all variables', text: allVariables(20, 28) },
  {
    what: 'within: many arguments in a list',
    text: filled('{ processLookUp(words:[', () => '1 ', ']){exact{code}} }', 3900),
  },
  { what: 'within: many fields that differ', text: filled('{ myFirm { ', (at) => `f${at}(a:1){b} `, '} }', 480) },
  {
    what: 'a subscription of many fields',
    text: filled('subscription{', (at) => `a${at}:requestMatchingProgress(requestId:1){isComplete}`, '}'),
  },
];
