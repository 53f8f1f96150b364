import type { CapabilitySnapshot, FirmSnapshot, Level, LineSnapshot, SiteSnapshot } from './matching-input.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { askCertificate, judgeCertificate } from './criteria/certificate.js';
import { askCharacteristic, judgeCharacteristic } from './criteria/characteristic.js';
import type { CriterionKey, Judgement, Stated } from './criteria/criterion.js';
import { judgeEndMarket } from './criteria/end-market.js';
import { judgeLanguages } from './criteria/languages.js';
import { judgeLeadTime } from './criteria/lead-time.js';
import { judgeLot } from './criteria/lot.js';
import { judgeMass } from './criteria/mass.js';
import { askMaterial, judgeMaterial } from './criteria/material.js';
import { judgePlace } from './criteria/place.js';
import { askOperation, type AskedOperation } from './criteria/process-coverage.js';
import { askedRoughness, judgeRoughness } from './criteria/roughness.js';
import { askSize, judgeSize } from './criteria/size.js';
import { judgeThickness } from './criteria/thickness.js';
import { askTolerance, judgeTolerance } from './criteria/tolerance.js';
import { askVolume, judgeVolume } from './criteria/volume.js';

/**
 * One line, made ready to be judged against many firms: taxonomy subtrees, accepted grades, unit factors and window
 * days are worked out once here, so that judging a firm is look-ups and comparisons only.
 */
export interface PreparedLine {
  line: LineSnapshot;
  weights: Weights;
  operations: AskedOperation[];
  /** The last operation that shapes the part to size, or null where none of them does. */
  lastShaping: number | null;
  capabilityCriteria: CapabilityCriterion[];
  siteCriteria: SiteCriterion[];
  firmCriteria: FirmCriterion[];
  excludedFirmIds: ReadonlySet<string>;
}

/** What a must weighs in the score; a preference weighs what its buyer said. */
export interface Weights {
  must: number;
}

/** A must counts as much as three ordinary preferences: no pile of wishes outweighs what the part cannot do without. */
export const DEFAULT_WEIGHTS: Weights = { must: 3 };

interface AskedCriterion {
  key: CriterionKey;
  level: Level['level'];
  weight: number;
}

/**
 * Where a technical criterion is judged: at every operation's capability, the weakest deciding; at the last operation
 * that shapes the part to size; or at those capabilities that state it at all.
 */
export type Extent = 'EVERY_OPERATION' | 'LAST_SHAPING' | 'WHERE_STATED';

export interface CapabilityCriterion extends AskedCriterion {
  extent: Extent;
  required: Stated;
  judge(capability: CapabilitySnapshot): Judgement;
}

export interface SiteCriterion extends AskedCriterion {
  judge(firm: FirmSnapshot, site: SiteSnapshot): Judgement;
}

export interface FirmCriterion extends AskedCriterion {
  judge(firm: FirmSnapshot): Judgement;
}

export function prepareLine(
  line: LineSnapshot,
  taxonomy: Taxonomy,
  asOf: string,
  weights: Weights = DEFAULT_WEIGHTS,
): PreparedLine {
  const operations = line.operations.map((operation) => askOperation(operation, taxonomy));
  const lastShaping = operations.findLastIndex(({ shapesToSize }) => shapesToSize);
  return {
    line,
    weights,
    operations,
    lastShaping: lastShaping === -1 ? null : lastShaping,
    capabilityCriteria: prepareCapabilityCriteria(line, taxonomy, weights),
    siteCriteria: prepareSiteCriteria(line, taxonomy, asOf, weights),
    firmCriteria: prepareFirmCriteria(line, weights),
    excludedFirmIds: new Set(line.excludedFirmIds),
  };
}

function prepareCapabilityCriteria(line: LineSnapshot, taxonomy: Taxonomy, weights: Weights): CapabilityCriterion[] {
  const { material, size, mass, thickness, tolerance, roughness, lot, volume, leadTime } = line.requirements;
  const criteria: CapabilityCriterion[] = [];
  const add = (
    key: CriterionKey,
    level: Level,
    extent: Extent,
    required: Stated,
    judge: CapabilityCriterion['judge'],
  ): void => void criteria.push({ ...asked(key, level, weights), extent, required, judge });

  if (material) {
    const ready = askMaterial(material, taxonomy);
    add('material', material, 'EVERY_OPERATION', ready.required, (capability) => judgeMaterial(ready, capability));
  }
  if (size) {
    const ready = askSize(size);
    add('size', size, 'EVERY_OPERATION', ready.required, (capability) => judgeSize(ready, capability));
  }
  if (mass) {
    const required = quantity(mass.kg, 'kg');
    add('mass', mass, 'EVERY_OPERATION', required, (capability) => judgeMass(mass, capability));
  }
  if (thickness) {
    const required = quantity(thickness.mm, 'mm');
    add('thickness', thickness, 'EVERY_OPERATION', required, (capability) => judgeThickness(thickness, capability));
  }
  if (tolerance) {
    const ready = askTolerance(tolerance);
    add('tolerance', tolerance, 'LAST_SHAPING', ready.required, (capability) => judgeTolerance(ready, capability));
  }
  if (roughness) {
    const required = askedRoughness(roughness.raUm);
    add('roughness', roughness, 'LAST_SHAPING', required, (capability) => judgeRoughness(roughness, capability));
  }
  if (lot) {
    add('lot', lot, 'EVERY_OPERATION', quantity(lot.pieces, 'pieces'), (capability) => judgeLot(lot, capability));
  }
  if (volume) {
    const ready = askVolume(volume, taxonomy);
    add('volume', volume, 'EVERY_OPERATION', ready.required, (capability) => judgeVolume(ready, capability));
  }
  if (leadTime) {
    const required = quantity(leadTime.days, 'days');
    add('leadTime', leadTime, 'EVERY_OPERATION', required, (capability) => judgeLeadTime(leadTime, capability));
  }
  for (const characteristic of line.requirements.characteristics) {
    const ready = askCharacteristic(characteristic, taxonomy);
    add(`characteristic:${ready.code}`, characteristic, 'WHERE_STATED', ready.required, (capability) =>
      judgeCharacteristic(ready, capability),
    );
  }
  return criteria;
}

function prepareSiteCriteria(line: LineSnapshot, taxonomy: Taxonomy, asOf: string, weights: Weights): SiteCriterion[] {
  const { place, certificates, deliveryWindow } = line.requirements;
  const criteria: SiteCriterion[] = [];
  if (place) {
    criteria.push({ ...asked('place', place, weights), judge: (_firm, site) => judgePlace(place, site) });
  }
  for (const certificate of certificates) {
    const ready = askCertificate(certificate, deliveryWindow, asOf, taxonomy);
    criteria.push({
      ...asked(`certificate:${certificate.standard}`, certificate, weights),
      judge: (firm, site) => judgeCertificate(ready, firm.certificates, site.id),
    });
  }
  return criteria;
}

function prepareFirmCriteria(line: LineSnapshot, weights: Weights): FirmCriterion[] {
  const { languages, endMarkets } = line.requirements;
  const criteria: FirmCriterion[] = [];
  if (languages) {
    criteria.push({ ...asked('languages', languages, weights), judge: (firm) => judgeLanguages(languages, firm) });
  }
  if (endMarkets) {
    criteria.push({ ...asked('endMarket', endMarkets, weights), judge: (firm) => judgeEndMarket(endMarkets, firm) });
  }
  return criteria;
}

const asked = (key: CriterionKey, requirement: Level, weights: Weights): AskedCriterion => ({
  key,
  level: requirement.level,
  weight: requirement.level === 'MUST' ? weights.must : requirement.weight,
});

const quantity = (value: number, unit: string): Stated => ({ kind: 'QUANTITY', value, unit });
