import { wordKey } from './word-index.js';
import { wordsOfMaterial } from './material-words.js';
import type { AmbiguousWord, TaxonomyData } from './data-files.js';
import type { AdministrativeUnit, Material, Term } from './taxonomy.js';

/**
 * What is wrong with the data as a whole, all of it at once: codes that are not unique, references to nowhere, circles,
 * words that two entries claim. The shape of each entry has been checked before.
 */
export function problemsOf(data: TaxonomyData): string[] {
  const codesOf = (part: keyof TaxonomyData) => new Set(data[part].map((entry) => ('code' in entry ? entry.code : '')));
  const provinces = new Set(data.administrativeUnits.filter(isProvince).map(({ code }) => code));

  return [
    ...VOCABULARIES.flatMap((part) => repeatedCodes(part, data[part])),
    ...VOCABULARIES.flatMap((part) => sharedWords(part, data[part], wordsOfTerm, data.ambiguousWords)),
    ...repeatedCodes('materials', data.materials),
    ...sharedWords('materials', data.materials, wordsOfMaterial, data.ambiguousWords),
    ...repeatedCodes('industrialParks', data.industrialParks),
    ...treeProblems('processes', data.processes),
    ...treeProblems('materials', data.materials),
    ...materialKindProblems(data.materials),
    ...[...VOCABULARIES, 'materials' as const, 'industrialParks' as const].flatMap((part) =>
      replacementProblems(part, data[part]),
    ),
    ...dangling('processes', data.processes, 'sectors', codesOf('sectors')),
    ...dangling('materials', data.materials, 'equivalentTo', codesOf('materials')),
    ...dangling('certificateStandards', data.certificateStandards, 'implies', codesOf('certificateStandards')),
    ...data.characteristics
      .filter(({ unit }) => unit !== null && !codesOf('units').has(unit))
      .map(({ code, unit }) => `characteristics ${code}: there is no unit ${unit}`),
    ...data.characteristics
      .filter(({ minimum, maximum }) => minimum >= maximum)
      .map(({ code }) => `characteristics ${code}: minimum is not below maximum`),
    ...administrativeUnitProblems(data.administrativeUnits, provinces),
    ...data.industrialParks
      .filter(({ provinceCode }) => !provinces.has(provinceCode))
      .map(({ code, provinceCode }) => `industrialParks ${code}: there is no province ${provinceCode}`),
    ...data.provinceNames.flatMap(({ name, provinceCodes }) =>
      provinceCodes
        .filter((code) => !provinces.has(code))
        .map((code) => `provinceNames ${name}: there is no province ${code}`),
    ),
  ];
}

const VOCABULARIES = [
  'sectors',
  'processes',
  'certificateStandards',
  'characteristics',
  'endMarkets',
  'languages',
  'units',
] as const;

export function wordsOfTerm({ code, labels, synonyms }: Term): string[] {
  return [code, ...Object.values(labels), ...synonyms];
}

function isProvince(unit: AdministrativeUnit): boolean {
  return unit.level === 'province';
}

function repeatedCodes(part: string, entries: { code: string }[]): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ code }) => {
    if (seen.has(code)) return [`${part} ${code}: the code is used twice`];
    seen.add(code);
    return [];
  });
}

/** A withdrawn entry may name the one to use instead: another, which stands. */
function replacementProblems(part: string, entries: Term[]): string[] {
  const standing = new Set(entries.flatMap(({ code, withdrawn }) => (withdrawn ? [] : [code])));
  return entries.flatMap(({ code, withdrawn, replacedBy }) => {
    if (replacedBy === undefined) return [];
    if (!withdrawn) return [`${part} ${code}: is replaced, but not withdrawn`];
    return standing.has(replacedBy) ? [] : [`${part} ${code}: replacedBy names ${replacedBy}, which does not stand`];
  });
}

/** Words that several entries claim, but for those that are known to mean several things. */
function sharedWords<T extends { code: string; withdrawn?: true }>(
  part: string,
  entries: T[],
  wordsOf: (entry: T) => string[],
  ambiguousWords: AmbiguousWord[],
): string[] {
  const known = ambiguousWords.filter(({ vocabulary }) => vocabulary === part).map(({ word }) => wordKey(word));
  const claims = new Map<string, { word: string; codes: Set<string> }>();
  // The words of a withdrawn entry may have gone over to the one that replaces it.
  for (const entry of entries.filter(({ withdrawn }) => !withdrawn)) {
    for (const word of wordsOf(entry)) {
      const key = wordKey(word);
      const claim = claims.get(key) ?? { word, codes: new Set() };
      claim.codes.add(entry.code);
      claims.set(key, claim);
    }
  }
  return [...claims]
    .filter(([key, { codes }]) => codes.size > 1 && !known.includes(key))
    .map(([, { word, codes }]) => `${part}: "${word}" names ${[...codes].join(' and ')}`);
}

function treeProblems(part: string, entries: { code: string; parent: string | null }[]): string[] {
  const parents = new Map(entries.map(({ code, parent }) => [code, parent]));
  return entries.flatMap(({ code, parent }) => {
    if (parent !== null && !parents.has(parent)) return [`${part} ${code}: there is no parent ${parent}`];
    const above = new Set<string>();
    for (let at: string | null = code; at !== null; at = parents.get(at) ?? null) {
      if (above.has(at)) return [`${part} ${code}: its parents lead in a circle`];
      above.add(at);
    }
    return [];
  });
}

/** A grade lies in a family, directly or through other grades, and nothing wider lies below something narrower. */
function materialKindProblems(materials: Material[]): string[] {
  const byCode = new Map(materials.map((material) => [material.code, material]));
  const width = { grade: 0, family: 1, group: 2 };
  return materials.flatMap(({ code, kind, parent }) => {
    const above = parent === null ? undefined : byCode.get(parent);
    if (above && width[above.kind] < width[kind])
      return [`materials ${code}: a ${kind} below the ${above.kind} ${parent}`];
    if (kind === 'grade' && (!above || above.kind === 'group'))
      return [`materials ${code}: a grade outside any family`];
    return [];
  });
}

function dangling<Field extends string>(
  part: string,
  entries: ({ code: string } & Record<Field, string[]>)[],
  field: Field,
  known: Set<string>,
): string[] {
  return entries.flatMap(({ code, [field]: named }) =>
    (named as string[]).flatMap((other) => {
      if (!known.has(other)) return [`${part} ${code}: ${field} names ${other}, which is not there`];
      return other === code ? [`${part} ${code}: ${field} names itself`] : [];
    }),
  );
}

function administrativeUnitProblems(units: AdministrativeUnit[], provinces: Set<string>): string[] {
  const keyed = units.map(({ code, validFrom }) => ({ code: `${code} of ${validFrom}` }));
  const standing = units.filter(({ validTo }) => validTo === null);
  return [
    ...repeatedCodes('administrativeUnits', keyed),
    ...repeatedCodes('administrativeUnits that stand', standing),
    ...units.flatMap(({ code, level, provinceCode, validFrom, validTo }) => [
      ...(level === 'ward' && !provinces.has(provinceCode ?? '')
        ? [`administrativeUnits ${code}: there is no province ${provinceCode}`]
        : []),
      ...(level === 'province' && provinceCode !== null ? [`administrativeUnits ${code}: a province within one`] : []),
      ...(validTo !== null && validTo < validFrom ? [`administrativeUnits ${code}: ends before it begins`] : []),
    ]),
  ];
}
