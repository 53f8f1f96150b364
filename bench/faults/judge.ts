import type { Fault, Verdict } from './fault.js';
import type { Scene } from './scene/scene.js';
import { reckon, type Reckoned } from './scene/reckoning.js';

interface Finding {
  check: string;
  state: string;
  found: string;
}

/** One scene under one fault after another: what an earlier one has cost is not told of a later one again. */
export class Judge {
  private readonly told = new Set<string>();

  constructor(private readonly scene: Scene) {}

  async judge(fault: Fault): Promise<Verdict> {
    const { scene } = this;
    const startedAt = performance.now();
    scene.begin();
    const note = await fault.happen(scene).catch((error: unknown) => {
      scene.wrong.push(`it could not be carried through: ${error instanceof Error ? error.message : String(error)}`);
      return '';
    });
    await scene.load.stop();
    const healthySeconds = await scene.becomesHealthy();
    await scene.settles();
    const { lost, twice } = await this.reckon();
    return {
      queue: scene.queue.kind,
      fault: fault.name,
      lost,
      twice,
      wrong: [...new Set([...scene.wrong, ...scene.surprises()])],
      healthySeconds,
      seconds: (performance.now() - startedAt) / 1000,
      note,
    };
  }

  /** After everything: what the service says of itself, the chain of its audit trail included. */
  async doctor(): Promise<Verdict> {
    const startedAt = performance.now();
    const { code, stdout, stderr } = await this.scene.command('doctor', '--json');
    const findings = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Finding); // prettier-ignore
    const failed = findings.filter(({ state }) => state === 'failed').map(({ check, found }) => `${check}: ${found}`);
    const chain = findings.find(({ check }) => check === 'audit chains');
    return {
      queue: this.scene.queue.kind,
      fault: 'afterwards',
      lost: [],
      twice: [],
      wrong: failed.length > 0 || code === 0 ? failed : [`the doctor ended with ${code}: ${stderr}`],
      healthySeconds: 0,
      seconds: (performance.now() - startedAt) / 1000,
      note: `the doctor says: ${chain?.found ?? 'nothing of the audit trail'}`,
    };
  }

  private async reckon(): Promise<Reckoned> {
    const { database, home, ledger } = this.scene;
    const { lost, twice } = await reckon(database.superuserUrl, home, ledger);
    return { lost: this.untold(lost), twice: this.untold(twice) };
  }

  private untold(found: string[]): string[] {
    const fresh = found.filter((one) => !this.told.has(one));
    for (const one of fresh) this.told.add(one);
    return fresh;
  }
}
