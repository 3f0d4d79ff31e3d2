import { sh } from '../../chain/shell-quote.ts';
import type { Fix } from '../../chain/vocabulary.ts';
import type { Change } from './change.ts';
import { onLiveObject } from './live.ts';
import { hclResource, HclMap } from './hcl-text.ts';
import type { HclBlock } from './hcl-text.ts';

/** The change in the Terraform resource that holds the object, and on the live object meanwhile. */
export function byTerraform(change: Change): Fix[] {
  const { object } = change;
  const annotations = annotationsOf(change);
  const live = onLiveObject(change, '; Terraform may revert it at its next apply');
  if (annotations === null) return [live];
  const content = hclResource('kubernetes_service_account_v1', object.name, {
    metadata: { name: object.name, namespace: object.namespace, annotations: new HclMap(annotations) },
  });
  const file = `the resource of ${object.kind} ${object.namespace}/${object.name}`;
  return [live, inTerraform(change, { file, place: 'add or change these lines', content })];
}

function inTerraform(
  change: Change,
  patch: { readonly file: string; readonly place: string; readonly content: string },
): Fix {
  return {
    kind: 'lasting',
    title: `${change.title} in Terraform, which manages it`,
    tool: 'terraform',
    command: 'terraform plan && terraform apply',
    patch: { ...patch, language: 'hcl' },
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
  };
}

function annotationsOf({ object, patch }: Change): Readonly<Record<string, string>> | null {
  if (object.kind !== 'ServiceAccount' || patch.kind !== 'merge') return null;
  const metadata = patch.content['metadata'] as { readonly annotations?: Readonly<Record<string, string>> } | undefined;
  return metadata?.annotations ?? null;
}

/** A grant as Terraform writes it, for those whose policies live there. */
export function grantInTerraform(grant: {
  readonly title: string;
  readonly type: string;
  readonly name: string;
  readonly body: HclBlock;
  readonly permission: string;
  readonly takes: string;
  readonly verify: string;
}): Fix {
  return {
    kind: 'lasting',
    when: 'if Terraform manages this policy',
    title: grant.title,
    tool: 'terraform',
    command: sh`terraform plan && terraform apply`,
    patch: {
      file: 'the Terraform file that manages this policy',
      place: 'add these lines',
      language: 'hcl',
      content: hclResource(grant.type, grant.name, grant.body),
    },
    permission: grant.permission,
    takes: grant.takes,
    verify: grant.verify,
  };
}
