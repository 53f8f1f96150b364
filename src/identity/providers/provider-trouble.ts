import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { ProviderUnreachable } from './provider-transport.js';

interface Trouble {
  /** Nothing that whoever signs in can do about it, but to try later. */
  isUnavailable: boolean;
  /** For the log: codes alone, as what the provider wrote may tell of the person. */
  reason: string;
}

const OF_THE_PROTOCOL = [
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  ProviderUnreachable,
  WWWAuthenticateChallengeError,
];
/** What a token endpoint says of a code; all else it says is of the client, the operator’s to put right. */
const OF_THE_CODE = /^(invalid_grant|access_denied)$/;

/** Null for what is no fault of the provider’s, nor of what came back from it. */
export function troubleWithProvider(error: unknown): Trouble | null {
  if (!OF_THE_PROTOCOL.some((kind) => error instanceof kind)) return null;
  const unreachable = causes(error).find((one) => one instanceof ProviderUnreachable);
  if (unreachable) return { isUnavailable: true, reason: unreachable.message };
  const { name, code, error: told } = error as Error & { code?: string; error?: string };
  const reason = [name, code, told].filter((part) => part !== undefined).join(' ');
  return { isUnavailable: told !== undefined && !OF_THE_CODE.test(told), reason };
}

function causes(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
