import { describe, expect, it } from '@jest/globals';
import { readVietnameseTaxCode } from '../../src/identity/vietnamese-tax-code.js';
import { Problems } from '../../src/platform/graphql/problems.js';
import { apiSchema } from '../../src/print-schema.js';
import { missingToPublish } from '../../src/requests/publish-readiness.js';
import { readDocument } from '../../src/requests/reading/request-document.js';
import { readRequest } from '../../src/requests/reading/read-request.js';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import { loadPlaceReader } from '../../src/taxonomy/places.js';
import type { Vocabulary } from '../../src/taxonomy/taxonomy.js';
import { type DemoFirm, readRegistry, requestInput } from '../../src/demo/demo-registry.js';

/** The demonstration registry is data: these tests hold what the demonstration promises about it. */

const { firms, buyers, requests, lists } = readRegistry();
const taxonomy = shippedTaxonomy();
const places = loadPlaceReader(taxonomy);
const schema = await apiSchema();

const TODAY = '2026-11-22';
const keysOf = (items: readonly { key: string }[]): Set<string> => new Set(items.map(({ key }) => key));

/** The words, among those given, that do not name exactly one entry. */
const unresolved = (vocabulary: Vocabulary<{ code: string }>, words: readonly string[]): string[] =>
  [...new Set(words)].filter((word) => vocabulary.lookUp(word).exact.length !== 1);

describe('the demonstration registry: firms', () => {
  it('has at least 60, from all sectors', () => {
    expect(firms.length).toBeGreaterThanOrEqual(60);
    expect(keysOf(firms).size).toBe(firms.length);
    const sectors = new Set(firms.flatMap((firm) => firm.sectors));
    expect([...sectors].sort()).toEqual(taxonomy.sectors.all.map(({ code }) => code).sort());
  });

  it('are plainly fictional', () => {
    for (const firm of firms) {
      expect(firm.fictional).toBe(true);
      expect(firm.tradingName).toMatch(/ \(demo\)$/);
      expect(firm.contact.email).toMatch(/\.example$/);
      for (const { issuer } of firm.certificates) expect(issuer).toMatch(/\((hư cấu|fictional)\)$/);
    }
  });

  it('have valid tax codes of their own, in a range nobody is given', () => {
    const siteCodes = firms.flatMap(({ taxCode, sites }) =>
      sites.flatMap((site) => site.taxCode ?? []).map((code) => [taxCode, code] as const),
    );
    for (const [firmCode, code] of siteCodes) expect(code.startsWith(`${firmCode}-`)).toBe(true);
    const codes = [...firms.map(({ taxCode }) => taxCode), ...siteCodes.map(([, code]) => code)];
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes)
      expect([code.slice(0, 2), readVietnameseTaxCode(code)]).toEqual(['99', { isValid: true, taxCode: code }]);
  });

  it('use words the taxonomy knows', () => {
    const capabilities = firms.flatMap((firm) => firm.capabilities);
    const certificates = firms.flatMap((firm) => firm.certificates);
    expect({
      languages: unresolved(
        taxonomy.languages,
        firms.flatMap(({ languages = [] }) => languages),
      ),
      endMarkets: unresolved(
        taxonomy.endMarkets,
        firms.flatMap(({ endMarkets = [] }) => endMarkets),
      ),
      processes: unresolved(
        taxonomy.processes,
        capabilities.map(({ process }) => process),
      ),
      materials: unresolved(
        taxonomy.materials,
        capabilities.flatMap(({ materials = [] }) => materials),
      ),
      units: unresolved(
        taxonomy.units,
        capabilities.flatMap(({ monthlyCapacity }) => monthlyCapacity?.unit ?? []),
      ),
      characteristics: unresolved(
        taxonomy.characteristics,
        capabilities.flatMap(({ characteristics = {} }) => Object.keys(characteristics)),
      ),
      standards: unresolved(
        taxonomy.certificateStandards,
        certificates.map(({ standard }) => standard),
      ),
    }).toEqual({
      languages: [],
      endMarkets: [],
      processes: [],
      materials: [],
      units: [],
      characteristics: [],
      standards: [],
    });
  });

  it('stand in wards of today, where their coordinates are', () => {
    for (const { key, sites } of firms) {
      for (const { address, place, latitude, longitude } of sites) {
        const [inFull, inShort] = [places(address), places(place)];
        expect([key, address, inFull.wards.length, inFull.province?.code]).toEqual([
          key,
          address,
          1,
          inShort.province?.code,
        ]);
        const centre = inShort.coordinates ?? inFull.coordinates ?? { latitude, longitude };
        expect(Math.hypot(centre.latitude - latitude, centre.longitude - longitude)).toBeLessThan(0.1);
      }
    }
  });

  it('refer to their own sites, with certificates that are still valid on the day of loading', () => {
    for (const { sites, capabilities, certificates } of firms) {
      const known = keysOf(sites);
      const named = [
        ...capabilities.map(({ site }) => site),
        ...certificates.flatMap((certificate) => certificate.sites ?? []),
      ];
      expect(named.filter((site) => !known.has(site))).toEqual([]);
      for (const { validFromDays, validToDays } of certificates) {
        expect(validFromDays).toBeLessThan(0);
        expect(validToDays).toBeGreaterThan(0);
      }
    }
  });

  it('show profiles of every kind: silent, subcontracting, on several sites, with certificates that soon end', () => {
    const isSilent = ({ certificates, capabilities }: DemoFirm): boolean =>
      certificates.length === 0 ||
      capabilities.some(({ materials, monthlyCapacity }) => !materials || !monthlyCapacity);
    const count = (holds: (firm: DemoFirm) => boolean): number => firms.filter(holds).length;
    expect(count(isSilent)).toBeGreaterThan(firms.length / 3);
    expect(count(({ certificates }) => certificates.length === 0)).toBeGreaterThan(5);
    expect(count(({ sites }) => sites.length > 1)).toBeGreaterThan(4);
    expect(count(({ capabilities }) => capabilities.some(({ isOwn }) => isOwn === false))).toBeGreaterThan(8);
    expect(count(({ certificates }) => certificates.some(({ validToDays }) => validToDays <= 60))).toBeGreaterThan(4);
    const claims = firms.flatMap(({ capabilities, certificates }) => [...capabilities, ...certificates]);
    expect(new Set(claims.map(({ evidence }) => evidence))).toEqual(new Set(['DECLARED', 'DOCUMENTED', 'VERIFIED']));
  });
});

describe('the demonstration registry: requests', () => {
  it('come from fictional buyers of several countries', () => {
    expect(requests.length).toBeGreaterThanOrEqual(10);
    expect(keysOf(requests).size).toBe(requests.length);
    expect(new Set(requests.map(({ buyer }) => buyer))).toEqual(keysOf(buyers));
    for (const { fictional, name, contact, countryCode, taxCode } of buyers) {
      expect([fictional, name.endsWith('(demo)'), contact.email.endsWith('.example')]).toEqual([true, true, true]);
      if (countryCode === 'VN') expect(readVietnameseTaxCode(taxCode ?? '').isValid).toBe(true);
    }
  });

  it.each(requests)('$key can be published as it stands', async (request) => {
    const problems = new Problems();
    const input = readDocument(schema, requestInput(request, TODAY), problems);
    const reading = { taxonomy, places, problems, overtaken: problems, language: 'en' as const, today: TODAY };
    const content = await readRequest(input ?? {}, reading);
    missingToPublish(content, problems);
    expect(problems.refusal().problems).toEqual([]);
  });
});

describe('the demonstration registry: published lists', () => {
  it('are read whole, quoted addresses included', () => {
    expect(lists.map(({ source, rows }) => [source, rows.length])).toEqual([
      ['Open Supply Hub list 7', 29],
      ['Open Supply Hub list 9', 34],
    ]);
    for (const { country, name, address, lat } of lists.flatMap(({ rows }) => rows)) {
      expect([country, name, address, lat].every((cell) => cell)).toBe(true);
    }
  });
});
