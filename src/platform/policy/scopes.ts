/** What an API key may be given, room by room. Who belongs to an organisation and how people sign in is none of it. */
export const KEY_ROOMS = ['FILES', 'FIRMS', 'REQUESTS', 'MATCHES', 'REVIEWS'] as const;
export type KeyRoom = (typeof KEY_ROOMS)[number];

/** `WRITE` does not bring `READ` with it, but shows what a mutation answers. */
export type Scope = `${KeyRoom}_${'READ' | 'WRITE'}`;

export const SCOPES = KEY_ROOMS.flatMap((room) => [`${room}_READ`, `${room}_WRITE`] as const) as readonly Scope[];

export const scopeOf = (room: KeyRoom, isWrite: boolean): Scope => `${room}_${isWrite ? 'WRITE' : 'READ'}`;

export const isWriting = (scope: Scope): boolean => scope.endsWith('_WRITE');
