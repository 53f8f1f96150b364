import type { INestApplicationContext } from '@nestjs/common';
import { SecretRotationService } from '../identity/secret-rotation.service.js';
import type { Finding } from './doctor.js';

/** Whether everything that is sealed opens, and whether the secret before is still needed. */
export async function examineSecrets(app: INestApplicationContext): Promise<Finding> {
  const check = 'secrets';
  const { newest, before, unknown, hasPrevious, areCodesKept, signedUntil } = await app
    .get(SecretRotationService)
    .standing();
  if (unknown > 0) {
    return {
      check,
      state: 'failed',
      found: `${unknown} are sealed under a KETNOI_SECRET that is not here`,
      advice: 'Bring it back as KETNOI_SECRET_PREVIOUS, then: ketnoi admin reseal-secrets',
    };
  }
  if (!hasPrevious) return { check, state: 'ok', found: `${newest} sealed under KETNOI_SECRET` };
  if (before > 0 || !areCodesKept) {
    return {
      check,
      state: 'warning',
      found: `${before} are sealed under KETNOI_SECRET_PREVIOUS, and recovery codes may rest on it`,
      advice: 'When every process has the new one: ketnoi admin reseal-secrets',
    };
  }
  if (signedUntil! > new Date()) {
    const found = `tokens that KETNOI_SECRET_PREVIOUS has signed may be good until ${signedUntil!.toISOString()}`;
    return { check, state: 'warning', found, advice: 'Leave it until then.' };
  }
  return {
    check,
    state: 'ok',
    found: 'nothing depends on KETNOI_SECRET_PREVIOUS any more',
    advice: 'Take it away from every process.',
  };
}
