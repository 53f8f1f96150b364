import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedTaxonomy } from '../../src/taxonomy/load-taxonomy.js';
import { answerJson, compare, comparisonText, type Answer } from './compare.js';
import { answerInProcess } from './in-process.js';
import { readLabelledCases, type Label } from './labelled-cases.js';
import { translateCases } from './translate.js';

const CASES = fileURLToPath(new URL('./cases.json', import.meta.url));
const taxonomy = shippedTaxonomy();

describe('our own labelled cases', () => {
  it('agree with every label, through the taxonomy\u2019s own look-up', async () => {
    const cases = await readLabelledCases(CASES);
    const translated = translateCases(cases, taxonomy);
    const comparison = compare(cases.labels, answerInProcess(translated, taxonomy));
    expect(translated.unknownWords).toEqual([]);
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.verdicts.total).toBe(43);
    expect(comparison.unlabelled.map(({ line, firm }) => [line, firm])).toEqual([['q-r1-l2', 'q02']]);
  });

  it('name the words nobody knows, and leave the firm silent there', async () => {
    const cases = await readLabelledCases(CASES);
    const [sole] = cases.firms.filter(({ id }) => id === 'q03');
    sole?.capabilities?.forEach((capability) => (capability.materials = ['vibranium']));
    const translated = translateCases(cases, taxonomy);
    expect(translated.unknownWords[0]).toEqual({ vocabulary: 'materials', word: 'vibranium', where: 'q03' });
    const answer = answerInProcess(translated, taxonomy).find(({ line }) => line === 'q-r2-l1');
    expect(answer?.verdicts['material']).toBe('UNKNOWN');
  });

  it('keep an operation nobody knows, as one nobody answers', async () => {
    const cases = await readLabelledCases(CASES);
    const operations = cases.requests[0]?.lines[0]?.operations;
    operations?.push({ process: 'teleportation' });
    const answers = answerInProcess(translateCases(cases, taxonomy), taxonomy);
    expect(answers.find(({ firm }) => firm === 'q01')?.verdicts['process:3']).toBe('UNMET');
  });

  it('take an ambiguous word as the firm\u2019s sector means it', async () => {
    const cases = await readLabelledCases(CASES);
    const sectorsOfCutting = (sector: string) => {
      const firms = cases.firms.slice(1, 2).map((firm) => ({
        ...firm,
        sectors: [sector],
        capabilities: [{ site: 'q02-s1', process: 'cutting' }],
      }));
      const [firm] = translateCases({ ...cases, firms, requests: [] }, taxonomy).firms;
      return taxonomy.processes.get(firm?.capabilities[0]?.process ?? '')?.sectors;
    };
    for (const sector of ['mechanical', 'textile-garment']) expect(sectorsOfCutting(sector)).toContain(sector);
  });

  it('are refused with every problem when the file has another form', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'labelled-cases-'));
    const file = join(folder, 'cases.json');
    await writeFile(file, JSON.stringify({ asOf: 'tomorrow', firms: [{}], requests: [] }));
    await expect(readLabelledCases(file)).rejects.toThrow(/asOf[\s\S]*firms\[0\]\.id/);
    await rm(folder, { recursive: true });
  });
});

describe('comparison', () => {
  const label: Label = {
    line: 'l',
    firm: 'f',
    verdicts: { 'process:1': 'MET', size: 'UNMET', 'certificate:ISO 9001': 'UNKNOWN' },
    eligibility: 'NEAR_MISS',
    gaps: [{ criterion: 'size', short: 20, unit: 'mm', closes: 'equipment' }],
  };
  const answer: Answer = {
    line: 'l',
    firm: 'f',
    rank: 1,
    eligibility: 'NEAR_MISS',
    verdicts: { 'process:1': 'MET', size: 'UNMET', 'certificate:ISO 9001': 'UNKNOWN' },
    gaps: [{ criterion: 'size', short: 20, closes: 'EQUIPMENT' }],
    relevance: 1,
  };

  it('counts what agrees, and names what does not', () => {
    const { verdicts, eligibilities, disagreements } = compare(
      [label],
      [{ ...answer, eligibility: 'TO_CONFIRM', verdicts: { ...answer.verdicts, size: 'UNKNOWN' }, gaps: [] }],
    );
    expect([verdicts, eligibilities]).toEqual([
      { agreeing: 2, total: 3 },
      { agreeing: 0, total: 1 },
    ]);
    expect(disagreements.map(({ what, labelled, answered }) => [what, labelled, answered])).toEqual([
      ['eligibility', 'NEAR_MISS', 'TO_CONFIRM'],
      ['size', 'UNMET', 'UNKNOWN'],
      ['gap:size', 'EQUIPMENT', '(none)'],
    ]);
  });

  it('reads a pair left out as unsuitable, with no verdicts', () => {
    const { eligibilities, verdicts } = compare([{ ...label, eligibility: 'UNSUITABLE' }], []);
    expect([eligibilities.agreeing, verdicts.agreeing]).toEqual([1, 0]);
  });

  it('prints shares for a person, and a line of JSON for a machine', () => {
    expect(comparisonText(compare([label], [answer]))).toContain('verdicts       3 of 3 (100.0%)');
    expect(JSON.parse(answerJson(answer))).toEqual({
      line: 'l',
      firm: 'f',
      rank: 1,
      eligibility: 'NEAR_MISS',
      verdicts: label.verdicts,
    });
  });
});
