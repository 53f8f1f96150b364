import { cleanText } from '../../platform/text/clean-text.js';
import type { FirmChangesInput } from '../firm.inputs.js';
import type { Firm } from '../firm.entity.js';
import { SUPPLIER_VALUE } from '../suppliers.errors.js';
import { readClaims } from './read-claims.js';
import { changed, type Path, type Reading } from './reading.js';
import { LONGEST, MOST_WORDS } from '../limits.js';

export type FirmFacts = Pick<Firm, 'name' | 'tradingName' | 'website' | 'sectors' | 'languages' | 'endMarkets'>;

export const NO_FIRM_FACTS: FirmFacts = {
  name: '',
  tradingName: null,
  website: null,
  sectors: null,
  languages: null,
  endMarkets: null,
};

/** What is known of the firm after the input. A new firm is a change of one of which nothing was known. */
export function readFirm(input: FirmChangesInput, before: FirmFacts, path: Path, reading: Reading): FirmFacts {
  const { problems, taxonomy } = reading;
  const words = (name: 'sectors' | 'languages' | 'endMarkets'): string[] | null =>
    changed(input[name], before[name], (given) =>
      readClaims(taxonomy[name], given, MOST_WORDS, [...path, name], {
        ...reading,
        kept: new Set(before[name]),
      }),
    );
  return {
    name:
      input.name === undefined
        ? before.name
        : (cleanText(input.name, [...path, 'name'], problems, {
            required: true,
            max: LONGEST.firmName,
            isName: true,
          }) ?? ''),
    tradingName: changed(input.tradingName, before.tradingName, (given) =>
      cleanText(given, [...path, 'tradingName'], problems, { max: LONGEST.firmName, isName: true }),
    ),
    website: changed(input.website, before.website, (given) => readWebsite(given, [...path, 'website'], reading)),
    sectors: words('sectors'),
    languages: words('languages'),
    endMarkets: words('endMarkets'),
  };
}

function readWebsite(given: string, path: Path, { problems }: Reading): string | null {
  const text = cleanText(given, path, problems, { max: LONGEST.firmAddress });
  if (text === null) return null;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const address = URL.canParse(full) ? new URL(full) : null;
  if (address && /^https?:$/.test(address.protocol) && /\.[^.]{2,}$/.test(address.hostname) && !address.username) {
    return address.href;
  }
  problems.add(SUPPLIER_VALUE.WEBSITE_INVALID, path);
  return null;
}
