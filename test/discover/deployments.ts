import type { V1Container, V1Deployment } from '../../src/clients/kubernetes.ts';

export interface Sketch {
  readonly name: string;
  readonly namespace?: string;
  readonly image: string;
  readonly args?: string[];
  readonly labels?: Record<string, string>;
  readonly serviceAccount?: string;
  readonly more?: V1Container[];
}

/** A Deployment as an API server gives it, as far as discovery reads it. */
export function deployment({ name, namespace = 'flux-system', image, args = [], ...sketch }: Sketch): V1Deployment {
  const app = { app: name };
  const spec = { containers: [{ name: 'manager', image, args }, ...(sketch.more ?? [])] };
  return {
    metadata: { name, namespace, labels: sketch.labels ?? {} },
    spec: {
      selector: { matchLabels: app },
      template: {
        metadata: { labels: app },
        spec: sketch.serviceAccount === undefined ? spec : { ...spec, serviceAccountName: sketch.serviceAccount },
      },
    },
  };
}
