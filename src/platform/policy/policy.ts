import type { GraphQLObjectType } from 'graphql';
import { type Actor, isPerson, MEMBER_ROLES, type MemberRole, type PersonActor } from '../database/actor.js';
import type { Caller, FieldRule, OperationRule, RoomPolicy } from './room-policy.js';
import { type KeyRoom, type Scope, scopeOf } from './scopes.js';

/** A row, and which scopes of API keys open the room it stands in. */
type InRoom<Rule> = Rule & { readonly keys: KeyRoom | null };

/** The rooms’ policies, put together: the one answer to who may do what. */
export class Policy {
  readonly operations: ReadonlyMap<string, InRoom<OperationRule>>;
  /** By `Type.field`; `Type.*` for what is told whole. */
  readonly fields: ReadonlyMap<string, InRoom<FieldRule>>;

  constructor(rooms: readonly RoomPolicy[]) {
    this.operations = onlyOnce(rooms.flatMap((room) => Object.entries(room.operations).map(inRoom(room))));
    this.fields = onlyOnce(rooms.flatMap((room) => Object.entries(room.fields).flatMap(namesOf).map(inRoom(room))));
  }

  /** Whether whoever acts may call an operation. What nobody has described, nobody may. */
  can(actor: Actor, operation: string): boolean {
    const rule = this.operations.get(operation);
    return rule !== undefined && this.isTo(rule, actor);
  }

  /** Whether a rule is about whoever acts. */
  isTo({ to }: OperationRule | FieldRule, { kind }: Actor): boolean {
    return to.includes(kind as Caller);
  }

  /** The role a member lacks to call an operation; null where it has it, or where everybody may. */
  missingRole(actor: PersonActor, operation: string, isWrite: boolean): MemberRole | null {
    const { to, role = isWrite ? 'EDITOR' : 'VIEWER' } = this.operations.get(operation)!;
    const isEnough = to.includes('ANONYMOUS') || MEMBER_ROLES.indexOf(actor.role) <= MEMBER_ROLES.indexOf(role);
    return isEnough ? null : role;
  }

  /** What whoever is signed in has not shown yet of who it is, to call an operation that it may call. */
  missingProof({ proof }: PersonActor, operation: string): 'FACTOR_NEEDED' | 'STEP_UP_NEEDED' | null {
    const { to, beforeEnrolling, needsProof } = this.operations.get(operation)!;
    if (to.includes('ANONYMOUS')) return null;
    if (proof?.mustEnrol && !beforeEnrolling) return 'FACTOR_NEEDED';
    return needsProof && !proof?.isRecent ? 'STEP_UP_NEEDED' : null;
  }

  /** The scope that a key lacks to call an operation; `NONE` where there is none that would do. */
  missingScope({ key }: PersonActor, operation: string, isWrite: boolean): Scope | 'NONE' | null {
    if (!key) return null;
    const { to, keys, isForKeys } = this.operations.get(operation)!;
    if (to.includes('ANONYMOUS') && !isWrite) return null;
    if (keys === null || !isForKeys || to.includes('ANONYMOUS')) return 'NONE';
    const scope = scopeOf(keys, isWrite);
    return key.scopes.includes(scope) ? null : scope;
  }

  /** Whether whoever acts came in with a key that has no scope of the room a field stands in. */
  isBeyondKey({ keys }: InRoom<FieldRule>, actor: Actor): boolean {
    if (!isPerson(actor) || !actor.key || keys === null) return false;
    return ![scopeOf(keys, false), scopeOf(keys, true)].some((scope) => actor.key!.scopes.includes(scope));
  }

  /** Who is told a field of a type: by its name, or whole by that of the type or of an interface of it. */
  ruleOf(type: GraphQLObjectType, field: string): InRoom<FieldRule> | undefined {
    const names = [type.name, ...type.getInterfaces().map(({ name }) => name)].map((name) => `${name}.*`);
    return [`${type.name}.${field}`, ...names].map((name) => this.fields.get(name)).find((rule) => rule !== undefined);
  }
}

const inRoom =
  (room: RoomPolicy) =>
  <Rule>([name, rule]: readonly [string, Rule]): readonly [string, InRoom<Rule>] => [
    name,
    { ...rule, keys: room.keys ?? null },
  ];

const namesOf = ([type, rules]: [string, readonly FieldRule[]]): [string, FieldRule][] =>
  rules.flatMap((rule) => (rule.fields ?? ['*']).map((field): [string, FieldRule] => [`${type}.${field}`, rule]));

function onlyOnce<Rule>(rows: readonly (readonly [string, Rule])[]): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  for (const [name, rule] of rows) {
    if (rules.has(name)) throw new Error(`The policy says twice who may use ${name}`);
    rules.set(name, rule);
  }
  return rules;
}
