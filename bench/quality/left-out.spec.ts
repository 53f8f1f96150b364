import { describe, expect, it } from '@jest/globals';
import type { UserError } from '../harness/api-client.js';
import { placesToLeaveOut, sendLeavingOut } from './left-out.js';

const problem = (path: string): UserError => ({ code: 'TERM_UNKNOWN', message: 'not known', path: path.split('.') });

describe('what is left out', () => {
  it.each([
    ['capabilities.3.process', 'capabilities.3'],
    ['capabilities.3.materials.1', 'capabilities.3.materials.1'],
    ['capabilities.0.maxSize.width.value', 'capabilities.0.maxSize'],
    ['capabilities.0.monthlyCapacity.unit', 'capabilities.0.monthlyCapacity'],
    ['capabilities.0.characteristics.2.code', 'capabilities.0.characteristics.2'],
    ['certificates.1.standard', 'certificates.1'],
    ['certificates.1.validTo', 'certificates.1.validTo'],
    ['languages.0', 'languages.0'],
    ['lines.0.operations.1.process', 'lines.0.operations.1'],
    ['lines.0.requirements.material.anyOf.0', 'lines.0.requirements.material.anyOf.0'],
    ['lines.0.requirements.material.anyOf', 'lines.0.requirements.material'],
    ['lines.0.requirements.certificates.1.standard', 'lines.0.requirements.certificates.1'],
    ['lines.2.requirements.tolerance.nominal', 'lines.2.requirements.tolerance'],
    ['lines.0.requirements.delivery.place', 'lines.0.requirements.delivery.maxDistance'],
  ])('for a problem at %s is %s', (path, place) => expect(placesToLeaveOut(path.split('.'))).toEqual([place]));

  it('is both days of a window, and nothing where the name itself is wrong', () => {
    expect(placesToLeaveOut('lines.0.requirements.delivery.to'.split('.'))).toHaveLength(2);
    expect(placesToLeaveOut(['name'])).toEqual([]);
    expect(placesToLeaveOut([])).toEqual([]);
  });
});

describe('sending again', () => {
  it('leaves out and names what was refused, whatever stood before it in its list, and keeps the rest', async () => {
    const kept = { process: 'phay', materials: ['nhôm', 'vibranium', 'SUS304', 'unobtainium'] };
    const input = { name: 'A', capabilities: [{ process: 'x' }, kept, { process: 'y' }] };
    const refused = [
      'capabilities.0.process',
      'capabilities.1.materials.1',
      'capabilities.1.materials.3',
      'capabilities.2.process',
    ];
    const named: unknown[] = [];
    let round = 0;
    const answer = await sendLeavingOut(
      input,
      async () => ({ userErrors: round++ === 0 ? refused.map((path) => problem(`input.${path}`)) : [] }),
      ({ given }) => named.push(given),
    );
    expect(answer).not.toBeNull();
    expect(named).toEqual(['x', 'vibranium', 'unobtainium', 'y']);
    expect(input.capabilities).toEqual([{ process: 'phay', materials: ['nhôm', 'SUS304'] }]);
    expect(input.capabilities[0]).toBe(kept);
  });

  it('gives up on an input that is refused as a whole', async () => {
    const named: string[] = [];
    const answer = await sendLeavingOut(
      { name: 'A' },
      async () => ({ userErrors: [{ code: 'FIRM_EXISTS', message: 'there is one', path: [] }] }),
      ({ code }) => named.push(code),
    );
    expect(answer).toBeNull();
    expect(named).toEqual(['FIRM_EXISTS']);
  });
});
