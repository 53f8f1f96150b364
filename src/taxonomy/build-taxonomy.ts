import { wordsOfTerm } from './check-data.js';
import { familyAndGrade, wordsOfMaterial } from './material-words.js';
import {
  anyName,
  materialName,
  parkName,
  parkNumberInPlace,
  standardName,
  unitTypeInFull,
  whollyOf,
  withoutAdoptingBody,
  withoutEdition,
  withoutTemper,
  withoutWhereabouts,
} from './readings.js';
import { treeOf } from './tree.js';
import { vocabularyOf } from './vocabulary.js';
import type { ProvinceName, TaxonomyData } from './data-files.js';
import type {
  AdministrativeUnit,
  CertificateStandard,
  Material,
  Taxonomy,
  Term,
  Tree,
  Vocabulary,
} from './taxonomy.js';

/** Builds the taxonomy from data that has been checked, and freezes it. */
export function buildTaxonomy(data: TaxonomyData, version: string): Taxonomy {
  const terms = <T extends Term>(entries: readonly T[]) =>
    vocabularyOf(deepFreeze(entries), { wordsOf: wordsOfTerm, readings: [anyName] });

  const equivalents = gradeEquivalents(data.materials);
  const materials = materialTree(deepFreeze(data.materials), equivalents);
  const implied = impliedStandards(data.certificateStandards);

  return Object.freeze({
    version,
    sectors: terms(data.sectors),
    processes: treeOf(deepFreeze(data.processes), { wordsOf: wordsOfTerm, readings: [anyName] }),
    materials,
    certificateStandards: vocabularyOf(deepFreeze(data.certificateStandards), {
      wordsOf: wordsOfTerm,
      readings: [withoutEdition, withoutAdoptingBody, standardName, anyName],
    }),
    characteristics: terms(data.characteristics),
    endMarkets: terms(data.endMarkets),
    languages: terms(data.languages),
    units: terms(data.units),
    administrativeUnits: administrativeUnitVocabulary(deepFreeze(data.administrativeUnits), data.provinceNames),
    industrialParks: vocabularyOf(deepFreeze(data.industrialParks), {
      wordsOf: wordsOfTerm,
      readings: [withoutWhereabouts, parkNumberInPlace, parkName],
      sharesWords: true,
    }),
    certificateAnswers: (held: string, asked: string) => implied.get(held)?.has(asked) ?? false,
    sameGrade: (code: string) => equivalents.get(code) ?? new Set([code]),
    familyOf: (code: string) => materials.lineage(code).find(({ kind }) => kind === 'family') ?? null,
  });
}

function materialTree(all: readonly Material[], equivalents: Map<string, ReadonlySet<string>>): Tree<Material> {
  const tree: Tree<Material> = treeOf(all, {
    wordsOf: wordsOfMaterial,
    readings: [whollyOf, withoutTemper, materialName, anyName],
    compose: (word, find) => readFamilyAndGrade(word, find),
    agree: (outside, inside) => (equivalents.get(outside.code)?.has(inside.code) ? outside : null),
  });
  const readFamilyAndGrade = familyAndGrade(all, tree.isWithin);
  return tree;
}

/**
 * A code answers with the unit that stands today; a name it bore until a change of type ("Xã Long Thành") finds that
 * unit as well. A name in everyday use beside the official one ("TP.HCM") finds its province.
 */
function administrativeUnitVocabulary(
  all: readonly AdministrativeUnit[],
  provinceNames: readonly ProvinceName[],
): Vocabulary<AdministrativeUnit> {
  const words = new Map<string, Set<string>>();
  const add = (code: string, ...names: string[]) => words.set(code, new Set([...(words.get(code) ?? []), ...names]));
  for (const { code, name, fullName, fullNameEn } of all) add(code, code, name, fullName, fullNameEn);
  for (const { name, synonyms, provinceCodes, until } of provinceNames) {
    if (until === null) for (const code of provinceCodes) add(code, name, ...synonyms);
  }
  const standing = all.filter(({ validTo }) => validTo === null);
  const vocabulary = vocabularyOf(standing, {
    wordsOf: ({ code }) => [...(words.get(code) ?? [])],
    readings: [unitTypeInFull],
    sharesWords: true,
  });
  return Object.freeze({ ...vocabulary, all });
}

/** For every standard the ones its holder fulfils, itself included, through any steps. */
function impliedStandards(standards: readonly CertificateStandard[]): Map<string, ReadonlySet<string>> {
  const direct = new Map(standards.map(({ code, implies }) => [code, implies]));
  return new Map(
    standards.map(({ code }) => {
      const reached = new Set([code]);
      for (const step of reached) for (const next of direct.get(step) ?? []) reached.add(next);
      return [code, reached];
    }),
  );
}

/** For every material the codes that count as the same grade. Said on one side, an equivalence holds on both. */
function gradeEquivalents(materials: readonly Material[]): Map<string, ReadonlySet<string>> {
  const same = new Map(materials.map(({ code }) => [code, new Set([code])]));
  for (const { code, equivalentTo } of materials) {
    for (const other of equivalentTo) {
      same.get(code)?.add(other);
      same.get(other)?.add(code);
    }
  }
  return same;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
