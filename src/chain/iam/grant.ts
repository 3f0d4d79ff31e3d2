import type { Grant } from '../../findings/subjects.ts';
import { parseMember } from './member.ts';
import type { Member } from './member.ts';
import type { Answer } from './principal.ts';

/** The policy of one level (the resource itself, its project, a folder, the organisation). */
export interface Level {
  /** Full name for people: `serviceAccounts/x@y`, `projects/p`, `folders/1`, … */
  readonly resource: string;
  /** `null`: it could not be read. */
  readonly bindings:
    | readonly {
        readonly role: string;
        readonly members: readonly string[];
        readonly condition: { readonly expression: string; readonly title: string } | null;
      }[]
    | null;
}

/** How grants are judged for one principal and one permission. */
export interface Question {
  readonly isMember: (member: Member) => Answer;
  readonly holds: (role: string) => Promise<Answer>;
  readonly condition: (expression: string) => Promise<Answer>;
}

/** Whom the member includes, what the role holds, or whether the condition is true could not be told. */
export interface DoubtfulGrant {
  readonly grant: Grant;
  readonly doubt: 'member' | 'role' | 'condition';
}

export interface GrantReading {
  /** `no` only where every level was read and nothing is doubtful. */
  readonly granted: Answer;
  readonly by: Grant | null;
  /** Levels that could not be read. */
  readonly unread: readonly string[];
  /** The principal is named, but by roles that lack the permission. */
  readonly withoutPermission: readonly Grant[];
  /** The principal is named by the right role, and a condition is false. */
  readonly conditionFalse: readonly { readonly grant: Grant; readonly expression: string; readonly title: string }[];
  /** Grants that may count or not. */
  readonly doubts: readonly DoubtfulGrant[];
  /** Grants of a role with the permission to others: where a near miss may stand. */
  readonly others: readonly { readonly grant: Grant; readonly member: Member }[];
}

/** Evaluates allow policies as IAM does: any level, any binding, any member form. */
export async function readGrants(levels: readonly Level[], question: Question): Promise<GrantReading> {
  const unread = levels.filter((level) => level.bindings === null).map((level) => level.resource);
  const withoutPermission: Grant[] = [];
  const conditionFalse: { grant: Grant; expression: string; title: string }[] = [];
  const doubts: DoubtfulGrant[] = [];
  const others: { grant: Grant; member: Member }[] = [];
  for (const level of levels) {
    for (const binding of level.bindings ?? []) {
      const holds = await question.holds(binding.role);
      for (const text of binding.members) {
        const member = parseMember(text);
        const grant: Grant = { member: text, role: binding.role, resource: level.resource };
        const named = question.isMember(member);
        if (named === 'no') {
          if (holds !== 'no') others.push({ grant, member });
          continue;
        }
        if (holds === 'no') {
          if (named === 'yes') withoutPermission.push(grant);
          continue;
        }
        const condition = binding.condition === null ? 'yes' : await question.condition(binding.condition.expression);
        if (condition === 'no') {
          conditionFalse.push({
            grant,
            expression: binding.condition?.expression ?? '',
            title: binding.condition?.title ?? '',
          });
          continue;
        }
        if (named === 'yes' && holds === 'yes' && condition === 'yes') {
          return { granted: 'yes', by: grant, unread, withoutPermission, conditionFalse, doubts, others };
        }
        doubts.push({ grant, doubt: named === 'unknown' ? 'member' : holds === 'unknown' ? 'role' : 'condition' });
      }
    }
  }
  const granted = unread.length === 0 && doubts.length === 0 ? 'no' : 'unknown';
  return { granted, by: null, unread, withoutPermission, conditionFalse, doubts, others };
}

export function doubtInWords({ grant, doubt }: DoubtfulGrant): string {
  const where = `${grant.role} for ${grant.member} on ${grant.resource}`;
  switch (doubt) {
    case 'member':
      return `${where}: whether the member includes this identity cannot be read`;
    case 'role':
      return `${where}: the permissions of that role cannot be read`;
    case 'condition':
      return `${where}: its condition depends on what only Google sees`;
  }
}
