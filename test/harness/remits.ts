import { ProgrammesService } from '../../src/identity/programmes.service.js';
import { RemitsService } from '../../src/identity/remits.service.js';
import { Refusal } from '../../src/platform/graphql/problems.js';
import { signedInOfficial, type SignedInClient } from './people.js';
import type { TestService } from './test-service.js';

/** Of an authority; what is left out stays as it is, and null is everything. */
interface RemitChanges {
  provinces?: string[] | null;
  programmes?: string[] | null;
}

export async function setRemit(service: TestService, authority: string, changes: RemitChanges): Promise<void> {
  const { provinces, programmes } = changes;
  await service.asSystem(async () => {
    const remits = service.get(RemitsService);
    if (provinces !== undefined) orThrow(await remits.setTerritory(authority, provinces, 'en'));
    if (programmes !== undefined) orThrow(await remits.setProgrammes(authority, programmes));
  });
}

export async function aProgramme(service: TestService, code: string, sectors: string[]): Promise<void> {
  await service.asSystem(async () => orThrow(await service.get(ProgrammesService).set(code, code, sectors, 'en')));
}

/** An official of a new authority that is there for these provinces. */
export async function officialOf(
  service: TestService,
  authority: string,
  changes: RemitChanges,
): Promise<SignedInClient> {
  const official = await signedInOfficial(service, authority);
  await setRemit(service, authority, changes);
  return official;
}

function orThrow<T>(answer: T | Refusal): T {
  if (answer instanceof Refusal) throw new Error(JSON.stringify(answer.problems));
  return answer;
}
