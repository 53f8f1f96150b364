import type { Language } from '../platform/i18n/message.js';
import { ApiClient } from './api-client.js';
import { type BuyerLine, buyerSees, matchingProgress, postRequests } from './buyers.js';
import { type DemoBuyer, type DemoFirm, readRegistry } from './demo-registry.js';
import { inParallel } from './in-parallel.js';
import { isOwnProfile, type MatchView } from './match-view.js';
import { checksToDo, countRegistry, doChecks, type RegistryCounts } from './official-checks.js';
import { type OfficialCounts, officialCounts, readReviews, review } from './official-reviews.js';
import { type LoadedList, OFFICIAL, type Operator } from './operator.js';
import type { Progress } from './progress.js';
import { readRequest, type RequestView } from './request-view.js';
import { enrolFactor, enter, signIn } from './sessions.js';
import { registerFirm, type SupplierMatch, supplierSees } from './suppliers.js';
import type { DemoWords } from './words.js';

/** What everybody saw in the end. */
export interface DemoResult {
  language: Language;
  /** New in this run. */
  registered: number;
  registry: RegistryCounts;
  lists: LoadedList[];
  requests: { buyer: DemoBuyer; view: RequestView; buyerLines: BuyerLine[] }[];
  /** Ids of the matches the official decided on. */
  reviewed: string[];
  official: OfficialCounts;
  /** A firm that lost, and what it sees. */
  supplier: { firm: DemoFirm; matches: SupplierMatch[] } | null;
  officialPassword: string;
  /** What an authenticator app takes to show the official’s codes. */
  officialSecret: string;
}

export interface Stage {
  operator: Operator;
  /** YYYY-MM-DD. */
  today: string;
  url: string;
  language: Language;
  words: DemoWords;
  progress: Progress;
}

/** The main job end to end, in the order of life. Every step first looks what an earlier run has done already. */
export async function playStory({ operator, today, url, language, words, progress }: Stage): Promise<DemoResult> {
  const registry = readRegistry();
  const api = new ApiClient(url, language);
  const { steps } = words;

  const [officialPassword, lists] = await progress.step(steps.operator, null, async () => [
    await operator.letOfficialIn(OFFICIAL),
    await inParallel(registry.lists, 1, (list) => operator.loadList(list)),
  ]);
  const registered = await progress.step(steps.suppliers, registry.firms.length, (advance) =>
    inParallel(registry.firms, 4, async (firm) => {
      const isNew = await registerFirm(api, firm, today);
      advance();
      return isNew;
    }),
  );
  const official = await signIn(api, OFFICIAL.email, officialPassword);
  const officialSecret = await enrolFactor(official);
  const checks = await checksToDo(official, registry.firms, words.checkNote);
  await progress.step(steps.checks, checks.length, (advance) => doChecks(official, checks, advance));

  const buyers = new Map<string, ApiClient>();
  const posted = await progress.step(steps.requests, registry.requests.length, async (advance) => {
    const ofBuyer = await inParallel(registry.buyers, 2, async (buyer) => {
      const client = await enter(api, buyer);
      buyers.set(buyer.key, client);
      const own = registry.requests.filter((request) => request.buyer === buyer.key);
      const ids = await postRequests(client, own, today, advance);
      return own.map(({ key }, index) => ({ key, buyer, client, id: ids[index]! }));
    });
    return registry.requests.map((request) => ofBuyer.flat().find(({ key }) => key === request.key)!);
  });
  await waitForMatches(posted, progress, steps.matching);

  const ids = posted.map(({ id }) => id);
  const tasks = await readReviews(official, ids);
  await progress.step(steps.reviews, tasks.length, async (advance) => {
    for (const task of tasks) {
      await review(official, task, words);
      advance();
    }
  });
  return progress.step(steps.reading, null, async () => {
    const requests = await inParallel(posted, 2, async ({ buyer, client, id }) => ({
      buyer,
      view: await readRequest(official, id),
      buyerLines: await buyerSees(client, id),
    }));
    const loser = whoLost(requests.flatMap(({ view }) => view.lines.flatMap(({ matches }) => matches)));
    const firm = registry.firms.find(({ name }) => name === loser?.firm.name);
    return {
      language,
      registered: registered.filter(Boolean).length,
      registry: await countRegistry(official),
      lists,
      requests,
      reviewed: tasks.map(({ match }) => match.id),
      official: await officialCounts(official),
      supplier: firm ? { firm, matches: await supplierSees(api, firm) } : null,
      officialPassword,
      officialSecret,
    };
  });
}

const LONGEST_WAIT_MILLISECONDS = 60_000;

async function waitForMatches(
  posted: readonly { id: string; client: ApiClient }[],
  progress: Progress,
  label: string,
): Promise<void> {
  const look = () => Promise.all(posted.map(({ id, client }) => matchingProgress(client, id)));
  const total = (await look()).reduce((sum, { linesTotal }) => sum + linesTotal, 0);
  await progress.step(label, total, async (advance) => {
    const giveUpAt = performance.now() + LONGEST_WAIT_MILLISECONDS;
    for (let told = 0; ;) {
      const states = await look();
      for (const done = states.reduce((sum, { linesDone }) => sum + linesDone, 0); told < done; told++) advance();
      const failed = states.reduce((sum, { linesFailed }) => sum + linesFailed, 0);
      if (failed > 0) throw new Error(`${failed} of ${total} match jobs were set aside: ketnoi doctor says why`);
      if (states.every(({ isComplete }) => isComplete)) return;
      if (performance.now() > giveUpAt)
        throw new Error(`Matching is not through after a minute: ${told} of ${total} lines`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
}

/** The first near miss that lacks something one can measure: the clearest example of a gap. */
const whoLost = (matches: readonly MatchView[]): MatchView | undefined => {
  const near = matches.filter((match) => match.eligibility === 'NEAR_MISS' && isOwnProfile(match));
  return near.find(({ gaps }) => gaps.every(({ short }) => short !== null)) ?? near[0];
};
