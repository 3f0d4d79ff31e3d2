import { sh } from '../shell-quote.ts';
import type { Fix } from '../vocabulary.ts';
import { byKubectl } from './change.ts';
import type { Change } from './change.ts';
import { hclResource, HclMap } from './hcl-text.ts';
import type { HclBlock } from './hcl-text.ts';

/** The change in the Terraform resource that holds the object, and on the live object meanwhile. */
export function byTerraform(change: Change): Fix[] {
  const { object } = change;
  const annotations = annotationsOf(change);
  const live: Fix = {
    title: `${change.title}: on the live object, as a stop-gap (Terraform may undo it when it next applies)`,
    tool: 'kubectl',
    command: byKubectl(change),
    patch: null,
    permission: change.permission,
    takes: change.takes,
    verify: change.verify,
  };
  if (annotations === null) return [live];
  const content = hclResource('kubernetes_service_account_v1', object.name, {
    metadata: { name: object.name, namespace: object.namespace, annotations: new HclMap(annotations) },
  });
  const file = `the resource that makes ${object.kind} ${object.namespace}/${object.name} (merge into it)`;
  return [inTerraform(change, { file, content }), live];
}

function inTerraform(change: Change, patch: { readonly file: string; readonly content: string }): Fix {
  return {
    title: `${change.title}: in Terraform, which holds it`,
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
    title: grant.title,
    tool: 'terraform',
    command: sh`terraform plan && terraform apply`,
    patch: {
      file: 'beside the resource that makes it',
      language: 'hcl',
      content: hclResource(grant.type, grant.name, grant.body),
    },
    permission: grant.permission,
    takes: grant.takes,
    verify: grant.verify,
  };
}
