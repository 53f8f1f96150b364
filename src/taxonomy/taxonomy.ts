/**
 * What the rest of Ketnoi may ask of its vocabularies. Everything here is a plain, immutable value in memory, built
 * once from the data files beside this one, so that whatever decides (matching above all) stays pure and fast.
 */

/** Languages labels are written in; Vietnamese and English are always there, Japanese and Korean where we are sure. */
export type Labels = { vi: string; en: string; ja?: string; ko?: string };

/** One entry of any vocabulary. `code` is stable for ever: entries are withdrawn, never renamed or reused. */
export interface Term {
  code: string;
  labels: Labels;
  /** Other words people use for the same thing, in any language, abbreviations included. */
  synonyms: string[];
  /** Taken by no new input; what was written with it before is still shown and matched. */
  withdrawn?: true;
  /** The code to use instead of a withdrawn one. It makes the two no more alike than the tree and the equivalences do. */
  replacedBy?: string;
}

/** One manufacturing process in the tree. A capability in a process answers that process and every broader one. */
export interface Process extends Term {
  parent: string | null;
  /** Codes of `sectors.json`. */
  sectors: string[];
  /** True where the process brings the part to its final size, so that tolerance and roughness are judged there. */
  shapesToSize: boolean;
  /** Where the entry or its definition comes from, for instance "DIN 8580: Trennen" or "IPC-T-50". */
  source: string;
}

/**
 * `group`: too wide to answer for a grade (metal, ceramic, foam): it contains the grade and says nothing of it.
 * `family`: a claim of it answers every grade in it; families may lie in families (stainless steel in steel).
 * `grade`: one standardised or trade grade, or a kind inside a family whose siblings count as other grades (brass).
 */
export type MaterialKind = 'group' | 'family' | 'grade';

export interface Material extends Term {
  parent: string | null;
  kind: MaterialKind;
  /** Designations of the same grade, by standard body: { "JIS": ["SUS304"], "EN": ["1.4301", "X5CrNi18-10"] }. */
  designations: Record<string, string[]>;
  /** Codes of other entries that count as the same grade (C45 and S45C, GG25 and FC250). Symmetric. */
  equivalentTo: string[];
  source: string;
}

export interface CertificateStandard extends Term {
  /** quality, environment, social, product-safety, material, security, energy, process … */
  field: string;
  /** Codes of the standards that a holder of this one also fulfils, directly (the closure is taken by the look-up). */
  implies: string[];
  source: string;
}

/** A number a capability or a requirement can state beside the common ones: layers, ipcClass, gsm, oekoTexClass. */
export interface Characteristic extends Term {
  /** A code of `units.json`; null for a plain number. */
  unit: string | null;
  /** `higher`: more is more capable (layers). `lower`: less is stricter (OEKO-TEX class 1). */
  better: 'higher' | 'lower';
  minimum: number;
  maximum: number;
}

/** What a number counts or measures. `dimension` groups what converts; `factor` converts to the dimension's first unit. */
export interface Unit extends Term {
  /** As it is written after a number: the same sign in every language, or a word of each. */
  afterNumber: string | UnitWords;
  dimension: string;
  factor: number;
  /** Work is counted in it, so that a capacity or a volume can be. */
  isAmount: boolean;
}

/** Vietnamese counts with the same word, English with one for one and one for several. */
export interface UnitWords {
  vi: string;
  en: { one: string; other: string };
}

export interface AdministrativeUnit {
  /** Official code: two digits for a province, five for a ward. */
  code: string;
  level: 'province' | 'ward';
  name: string;
  fullName: string;
  fullNameEn: string;
  /** Null for a province. */
  provinceCode: string | null;
  /** Centre, WGS 84 degrees; null where the source has none. */
  latitude: number | null;
  longitude: number | null;
  /** ISO dates; `validTo` is null for a unit that still stands. */
  validFrom: string;
  validTo: string | null;
}

export interface IndustrialPark extends Term {
  provinceCode: string;
  latitude: number | null;
  longitude: number | null;
  source: string;
}

/** What a look-up found for one word. `exact`: the word is a code, label, synonym or designation of these entries. */
export interface LookUp<T> {
  word: string;
  /** Entries the word names. More than one only where the word itself is ambiguous. Empty: nobody knows it. */
  exact: T[];
  /**
   * Where nothing is exact: the nearest entries, best first, for "did you mean". Never used in place of an answer, and
   * worked out only when called: it takes a hundred times as long as finding what is known.
   */
  nearest(): T[];
}

/** One vocabulary: by code, by any label, and all of it in file order. */
export interface Vocabulary<T extends { code: string }> {
  readonly all: readonly T[];
  get(code: string): T | undefined;
  /** Folds case, Vietnamese marks and both tone placements, punctuation, full width; with-marks equals rank first. */
  lookUp(word: string): LookUp<T>;
}

/** A vocabulary whose entries form a tree through `parent`. */
export interface Tree<T extends { code: string; parent: string | null }> extends Vocabulary<T> {
  /** True when `code` is `ancestor` or lies below it. */
  isWithin(code: string, ancestor: string): boolean;
  /** From the entry itself up to its root. */
  lineage(code: string): T[];
  children(code: string | null): T[];
  /** The entry and everything below it, as codes. */
  subtree(code: string): string[];
}

export interface Taxonomy {
  /** Hash over the data files: kept with each match run. */
  readonly version: string;
  readonly sectors: Vocabulary<Term>;
  readonly processes: Tree<Process>;
  readonly materials: Tree<Material>;
  readonly certificateStandards: Vocabulary<CertificateStandard>;
  readonly characteristics: Vocabulary<Characteristic>;
  readonly endMarkets: Vocabulary<Term>;
  /** ISO 639-1 codes. */
  readonly languages: Vocabulary<Term>;
  readonly units: Vocabulary<Unit>;
  readonly administrativeUnits: Vocabulary<AdministrativeUnit>;
  readonly industrialParks: Vocabulary<IndustrialPark>;
  /** True when a holder of `held` also fulfils `asked`: the same standard, or implied by it, through any steps. */
  certificateAnswers(held: string, asked: string): boolean;
  /** The codes that count as this very grade: itself and its equivalents. */
  sameGrade(materialCode: string): ReadonlySet<string>;
  /** The nearest enclosing family of a material (itself if it is one), or null for a group. */
  familyOf(materialCode: string): Material | null;
}
