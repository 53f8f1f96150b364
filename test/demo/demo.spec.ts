import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scoreOf } from '../../src/matching/score.js';
import { ServiceProcess } from '../harness/compiled-service.js';
import { signInWithCode } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { until } from '../harness/until.js';

const PATIENCE = 120_000;
const CACHE = join(process.cwd(), 'node_modules', '.cache');

/** The command as people run it, in a process and a home of its own; the steps below build on one another. */
describe('ketnoi demo', () => {
  let home: string;
  const processes: ServiceProcess[] = [];
  let lines: any[];

  beforeAll(() => {
    mkdirSync(CACHE, { recursive: true });
    home = mkdtempSync(join(CACHE, 'demo-'));
  });
  afterAll(async () => {
    await Promise.all(processes.map((each) => each.kill()));
    rmSync(home, { recursive: true, force: true });
  });

  const demo = async (args: string[], environment: Record<string, string> = {}): Promise<ServiceProcess> => {
    const started = await ServiceProcess.start('src/cli.js', ['demo', ...args], { KETNOI_HOME: home, ...environment });
    processes.push(started);
    return started;
  };
  const ofKind = (kind: string): any[] => lines.filter((line) => line.kind === kind);

  it('does not run in production, and says why', async () => {
    const refused = await demo(['--lang', 'en'], { NODE_ENV: 'production' });
    expect((await refused.ended).code).toBe(2);
    expect(refused.stderr).toMatch(/password everybody knows/);
    expect(refused.stdout).toBe('');
  });

  it(
    'is taken up where a run was killed, and prints JSON lines only',
    async () => {
      const killed = await demo(['--json', '--lang', 'en']);
      await until(() => killed.stderr.includes('The operator lets an official in'), 'firms register', PATIENCE);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await killed.kill();
      expect(killed.stdout).toBe('');

      const run = await demo(['--json', '--lang', 'en']);
      expect([(await run.ended).code, run.stderr]).toEqual([0, expect.stringContaining('Done in')]);
      lines = run.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(ofKind('registry')).toEqual([expect.objectContaining({ firms: 88, listedFirms: 63, sites: 95 })]);
      expect(ofKind('request').length).toBeGreaterThanOrEqual(10);
      expect(ofKind('run')).toHaveLength(ofKind('requestLine').length);
    },
    PATIENCE,
  );

  it('has a verdict for everything a line asks, in every match', () => {
    const asked = new Map(ofKind('requestLine').map((line) => [`${line.request} ${line.line}`, line.criteria]));
    for (const { request, line, verdicts } of ofKind('match')) {
      const answered = verdicts.map(({ criterion, level, weight }: any) => ({ criterion, level, weight }));
      expect(answered).toEqual(asked.get(`${request} ${line}`));
    }
  });

  it('counts nothing unknown as met, and has scores that can be recomputed', () => {
    for (const match of ofKind('match')) {
      const { confirmed, potential, coverage, verdicts } = match;
      expect({ confirmed, potential, coverage }).toEqual(scoreOf(verdicts));
      for (const { outcome, reason } of verdicts) if (reason === 'SILENT') expect(outcome).toBe('UNKNOWN');
      const musts = verdicts.filter(({ level }: any) => level === 'MUST').map(({ outcome }: any) => outcome);
      expect(match.eligibility === 'ELIGIBLE').toBe(musts.every((outcome: string) => outcome === 'MET'));
      expect(match.eligibility === 'TO_CONFIRM').toBe(!musts.includes('UNMET') && musts.includes('UNKNOWN'));
    }
  });

  it('finds factories that only a list names to be confirmed, and nothing of their work met', () => {
    const listed = ofKind('match').filter(({ source }) => source !== 'SELF');
    const jacket = listed.filter(({ request }) => request.startsWith('Training jacket'));
    expect(new Set(jacket.map(({ firmId }) => firmId)).size).toBe(63);
    expect(new Set(jacket.map(({ eligibility }) => eligibility))).toEqual(new Set(['TO_CONFIRM']));
    const met = listed.flatMap(({ verdicts }) => verdicts).filter(({ outcome }) => outcome === 'MET');
    // Where they stand is what the list does say.
    expect(new Set(met.map(({ criterion }) => criterion))).toEqual(new Set(['place']));
  });

  it('releases to the buyer what was approved, and tells a firm that lost what it lacks', () => {
    const approved = ofKind('match').filter(({ reviewState }) => reviewState === 'APPROVED');
    const seen = ofKind('buyerSees').flatMap(({ matches }) => matches.map(({ matchId }: any) => matchId));
    const introduced = ofKind('buyerSees').flatMap(({ matches }) => matches);
    for (const { contacts } of introduced)
      expect(contacts).toEqual([{ name: expect.any(String), email: expect.stringContaining('@') }]);
    expect(seen.sort()).toEqual(approved.map(({ matchId }) => matchId).sort());
    expect(ofKind('match').every(({ released, reviewState }) => released === (reviewState === 'APPROVED'))).toBe(true);
    const steps = ofKind('review').map(({ records }) => records.map(({ kind }: any) => kind).join(' '));
    expect(new Set(steps)).toEqual(new Set(['APPROVE UNDO APPROVE', 'APPROVE', 'REQUEST_INFORMATION', 'REJECT']));
    const [{ matches }] = ofKind('supplierSees');
    const near = matches.filter(({ judgement }: any) => judgement?.eligibility === 'NEAR_MISS');
    for (const hidden of ['rank', 'request', 'line']) expect(near[0]).not.toHaveProperty(hidden);
    expect(near[0].judgement.gaps[0].short).toBeGreaterThan(0);
    expect(near[0].disclosure).toEqual({ level: 'REQUIREMENTS' });
    // Where the buyer chose nothing, a teaser is all.
    const untold = matches.filter(({ disclosure }: any) => disclosure.level === 'TEASER');
    for (const { judgement, teaser } of untold) expect([judgement, teaser.region]).toEqual([null, expect.any(String)]);
  });

  it(
    'doubles nothing in a further run, prints tables, and serves until it is stopped',
    async () => {
      const run = await demo(['--lang', 'vi', '--serve', '--port', '0'], { LANG: 'C' });
      await until(() => run.stdout.includes('Ctrl-C') || run.end !== null, 'it serves', PATIENCE);
      const widths = run.stdout.split('\n').map((line) => line.trimEnd().length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(120);
      expect(run.stdout).toMatch(/Training jacket/);
      expect(run.stdout).toMatch(/Gần đạt, còn thiếu:/);

      const url = /(http:\S+)\/graphql/.exec(run.stdout)![1]!;
      const [, email, password] = /(\S+@so-cong-thuong\.example)\s+mật khẩu (\S+)/.exec(run.stdout)!;
      const [, secret] = /ứng dụng xác thực (\S+)/.exec(run.stdout)!;
      const { session } = await signInWithCode(new TestClient(url), { email: email!, password: password! }, secret!);
      const official = new TestClient(url).withToken(session.accessToken);
      const { reviewCounts, requests } = await official.data(
        `{ reviewCounts { pending informationRequested approved rejected }
           requests(first: 100) { nodes { lines(first: 100) { nodes { matchRun { id } } } } } }`,
      );
      const [{ reviews }] = ofKind('officialSees');
      expect(reviewCounts).toEqual(reviews);
      const runIds = requests.nodes.flatMap(({ lines }: any) => lines.nodes.map(({ matchRun }: any) => matchRun.id));
      expect(runIds.sort()).toEqual(
        ofKind('run')
          .map(({ runId }) => runId)
          .sort(),
      );

      run.signal('SIGINT');
      expect((await run.ended).code).toBe(0);
    },
    PATIENCE,
  );
});
